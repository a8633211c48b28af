import Glibc

extension FileError {
    /// The error of a system call.
    package init(errno number: Int32, _ operation: FileOperation, _ path: String) {
        self.init(Self.code(of: number), operation, path, errno: number)
    }

    private static func code(of number: Int32) -> Code {
        switch number {
        case ENOENT: .notFound
        case EEXIST: .alreadyExists
        case EACCES, EPERM: .permissionDenied
        case EROFS: .readOnlyFileSystem
        case ENOSPC, EDQUOT: .noSpace
        case EIO: .inputOutput
        case ENOTDIR: .notAFolder
        case EISDIR: .isAFolder
        case ENOTEMPTY: .notEmpty
        case ELOOP: .symbolicLinkLoop
        case EBUSY, ETXTBSY: .inUse
        case EXDEV: .crossDevice
        case EFBIG: .sizeLimit
        case ENAMETOOLONG: .nameTooLong
        case EINVAL, ENOSYS, ENOTSUP: .unsupported
        default: .other
        }
    }
}
