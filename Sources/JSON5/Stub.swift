enum JSON5Stub {}
