enum FileTransactionsStub {}
