using System.Data;
using System.Data.Common;
using Npgsql;

namespace CustomerGapBot.Storage;

/// <summary>PostgreSQL: each body is a serialisable transaction, run again when the server says that it collided with another.</summary>
internal sealed class PostgresDatabase(string connectionString, TimeProvider clock) : Database, IAsyncDisposable
{
    private const int Tries = 30;

    /// <summary>More at once only collide more often, and each holds a thread while it waits for a row.</summary>
    private const int AtOnce = 8;

    private readonly SemaphoreSlim room = new(AtOnce);
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public override bool IsShared => true;

    public override async Task<T> DoAsync<T>(Func<Work, T> body, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await room.WaitAsync(ct);
                try
                {
                    return await Task.Run(() => Once(body), ct);
                }
                finally
                {
                    room.Release();
                }
            }
            catch (DbException collision) when (Collided(collision) && attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 << Math.Min(attempt, 6))), ct);
            }
        }
    }

    public override async Task<T> ReadAsync<T>(Func<DbConnection, T> body, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return body(connection);
    }

    public override Task TidyAsync(CancellationToken ct) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        room.Dispose();
    }

    protected override string Localise(string migration) => migration
        .Replace("{id}", "bigint generated always as identity primary key", StringComparison.Ordinal)
        .Replace("{blob}", "bytea", StringComparison.Ordinal);

    /// <summary>On one thread from begin to commit: whoever holds a row never waits for a thread that waits for that row.</summary>
    private T Once<T>(Func<Work, T> body)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        var work = new Work(connection, transaction, clock.GetUtcNow());
        var result = body(work);
        transaction.Commit();
        work.Committed();
        return result;
    }

    /// <summary>Two that make the same table at once collide in the catalogue, and not as a transaction does.</summary>
    private static bool Collided(DbException trouble) => trouble is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.DuplicateTable
        or PostgresErrorCodes.UniqueViolation // Another replica wrote the same row first: what is read anew says so.
    };
}
