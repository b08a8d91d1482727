using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace CustomerGapBot.Storage;

/// <summary>
/// SQLite in WAL mode with <c>synchronous=FULL</c>: what was answered survives a power cut. One writer runs the queued bodies, each in a
/// savepoint, under one commit (group commit); readers have pooled connections of their own.
/// </summary>
internal sealed class SqliteDatabase : Database, IAsyncDisposable
{
    private const int Batch = 256;
    private const int Queue = 4096;

    private readonly string connectionString;
    private readonly TimeProvider clock;
    private readonly Channel<Job> jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(Queue) { SingleReader = true });
    private readonly SqliteConnection writer;
    private readonly Task writing;

    public SqliteDatabase(string connectionString, TimeProvider clock)
    {
        this.clock = clock;
        this.connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 10 }.ToString();
        writer = new SqliteConnection(new SqliteConnectionStringBuilder(this.connectionString) { Pooling = false }.ToString());
        writer.Open();
        Run("pragma auto_vacuum = incremental");
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
        writing = Task.Factory.StartNew(WriteAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public override bool IsShared => false;

    public override async Task<T> DoAsync<T>(Func<Work, T> body, CancellationToken ct)
    {
        var job = new Job<T>(body);
        await jobs.Writer.WriteAsync(job, ct);
        return await job.Result.WaitAsync(ct);
    }

    public override async Task<T> ReadAsync<T>(Func<DbConnection, T> body, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        return body(connection);
    }

    public override Task TidyAsync(CancellationToken ct) =>
        ReadAsync(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "pragma incremental_vacuum(1000); pragma optimize;";
            return command.ExecuteNonQuery();
        }, ct);

    public async ValueTask DisposeAsync()
    {
        jobs.Writer.TryComplete();
        await writing;
        await writer.DisposeAsync();
        using var pool = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(pool);
    }

    protected override string Localise(string migration) => migration
        .Replace("{id}", "integer primary key autoincrement", StringComparison.Ordinal)
        .Replace("{blob}", "blob", StringComparison.Ordinal);

    private async Task WriteAsync()
    {
        var batch = new List<Job>(Batch);
        while (await jobs.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < Batch && jobs.Reader.TryRead(out var job)) batch.Add(job);
            Commit(batch);
        }
    }

    private void Commit(List<Job> batch)
    {
        try
        {
            using var transaction = writer.BeginTransaction();
            foreach (var job in batch) Attempt(job, transaction);
            transaction.Commit();
        }
#pragma warning disable CA1031 // A commit that fails is every caller's trouble, and never the end of the writer.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            foreach (var job in batch) job.Fail(trouble);
            return;
        }

        foreach (var job in batch) job.Finish();
    }

    private void Attempt(Job job, SqliteTransaction transaction)
    {
        transaction.Save("job");
        try
        {
            job.Run(new Work(writer, transaction, clock.GetUtcNow()));
            transaction.Release("job");
        }
#pragma warning disable CA1031 // Whatever a body throws is its own caller's; the others in the batch go on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            transaction.Rollback("job");
            transaction.Release("job");
            job.Fault(fault);
        }
    }

    private void Run(string pragma)
    {
        using var command = writer.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }

    private abstract class Job
    {
        public abstract void Run(Work work);

        /// <summary>The body threw: it is undone, and the caller hears after the commit of the others.</summary>
        public abstract void Fault(Exception fault);

        public abstract void Finish();

        public abstract void Fail(Exception trouble);
    }

    private sealed class Job<T>(Func<Work, T> body) : Job
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Work? work;
        private T? result;
        private Exception? fault;

        public Task<T> Result => done.Task;

        public override void Run(Work work)
        {
            this.work = work;
            result = body(work);
        }

        public override void Fault(Exception fault) => this.fault = fault;

        public override void Finish()
        {
            if (fault is not null)
            {
                done.TrySetException(fault);
                return;
            }

            work!.Committed();
            done.TrySetResult(result!);
        }

        public override void Fail(Exception trouble) => done.TrySetException(fault ?? trouble);
    }
}
