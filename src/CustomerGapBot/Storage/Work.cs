using System.Data.Common;
using Dapper;

namespace CustomerGapBot.Storage;

/// <summary>One transaction in hand: what a body of <see cref="Database.DoAsync{T}"/> may touch.</summary>
internal sealed class Work(DbConnection connection, DbTransaction transaction, DateTimeOffset now)
{
    private List<Action>? afterCommit;

    /// <summary>The moment of this transaction, the same for all that it writes.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The inbox item that brings about what is written here, when there is one: every parcel can be traced to it.</summary>
    public long? Cause { get; set; }

    public int Execute(string sql, object? arguments = null) =>
        connection.Execute(sql, arguments, transaction);

    public T? One<T>(string sql, object? arguments = null) =>
        connection.QuerySingleOrDefault<T>(sql, arguments, transaction);

    public IReadOnlyList<T> All<T>(string sql, object? arguments = null) =>
        [.. connection.Query<T>(sql, arguments, transaction)];

    /// <summary>Asks for a wake-up that is right only once the facts are durable. It must be quick and must not throw.</summary>
    public void AfterCommit(Action action) => (afterCommit ??= []).Add(action);

    internal void Committed()
    {
        foreach (var action in afterCommit ?? []) action();
    }
}
