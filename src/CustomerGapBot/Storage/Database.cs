using System.Data.Common;

namespace CustomerGapBot.Storage;

/// <summary>
/// The one place where facts are kept. Writes go through <see cref="DoAsync{T}"/>, each body a transaction of its own;
/// other reads use <see cref="ReadAsync{T}"/>. SQLite or PostgreSQL, chosen by the connection string.
/// </summary>
internal abstract class Database
{
    /// <summary>Whether other processes may work on the same facts at the same time.</summary>
    public abstract bool IsShared { get; }

    /// <summary>
    /// Runs a body as one transaction and returns once it is durable. The body reads and writes only through its
    /// <see cref="Work"/>, awaits nothing, calls no network, and may run twice. What it throws undoes it and reaches the caller.
    /// </summary>
    public abstract Task<T> DoAsync<T>(Func<Work, T> body, CancellationToken ct);

    public Task DoAsync(Action<Work> body, CancellationToken ct) =>
        DoAsync(work => { body(work); return 0; }, ct);

    /// <summary>Reads what is committed. The body awaits nothing and writes nothing.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, T> body, CancellationToken ct);

    /// <summary>Gives free space back, a little at a time.</summary>
    public abstract Task TidyAsync(CancellationToken ct);

    /// <summary>Brings the schema up to date: each migration that is not there yet, in its order, in one transaction.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await DoAsync(work => work.Execute("create table if not exists migrations (number bigint primary key, name text not null, applied_at bigint not null)"), ct);
        foreach (var migration in Migration.All)
        {
            await DoAsync(work =>
            {
                if (work.One<long>("select count(*) from migrations where number = @Number", migration) > 0) return;

                work.Execute(Localise(migration.Sql));
                work.Execute("insert into migrations (number, name, applied_at) values (@Number, @Name, @Now)", new { migration.Number, migration.Name, work.Now });
            }, ct);
        }
    }

    /// <summary>Puts this database's own words in place of <c>{id}</c> (a primary key that counts up) and <c>{blob}</c>.</summary>
    protected abstract string Localise(string migration);
}
