using System.Data.Common;

namespace CustomerGapBot.Storage;

/// <summary>
/// The one place where facts are kept. Writes go through <see cref="DoAsync{T}"/>, each body a transaction of its own;
/// other reads use <see cref="ReadAsync{T}"/>. SQLite or PostgreSQL, chosen by the connection string.
/// </summary>
internal abstract class Database
{
    /// <summary>
    /// Runs a body as one transaction and returns once it is durable. The body reads and writes only through its
    /// <see cref="Work"/>, awaits nothing, calls no network, and may run twice. What it throws undoes it and reaches the caller.
    /// </summary>
    public abstract Task<T> DoAsync<T>(Func<Work, T> body, CancellationToken ct);

    public Task DoAsync(Action<Work> body, CancellationToken ct) =>
        DoAsync(work => { body(work); return 0; }, ct);

    /// <summary>Reads what is committed. The body awaits nothing and writes nothing.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, T> body, CancellationToken ct);

    /// <summary>Brings the schema up to date; each migration is one transaction.</summary>
    public abstract Task MigrateAsync(CancellationToken ct);
}
