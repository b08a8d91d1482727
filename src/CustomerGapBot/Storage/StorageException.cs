namespace CustomerGapBot.Storage;

/// <summary>The database cannot be used. The message says so in a sentence with its mend, and holds no secret.</summary>
internal sealed class StorageException(Exception trouble)
    : Exception($"The database that Storage:ConnectionString names cannot be used: {trouble.Message.TrimEnd('.')}. Mend that, or name another.", trouble);
