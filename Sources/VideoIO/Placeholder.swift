// VideoIO
