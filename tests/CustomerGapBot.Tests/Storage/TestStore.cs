using CustomerGapBot.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CustomerGapBot.Tests.Storage;

/// <summary>
/// A database of its own for one test: SQLite always, PostgreSQL where the environment names a server
/// (<c>CUSTOMERGAP_TEST_POSTGRES</c>, a connection string of somebody who may create databases).
/// </summary>
internal sealed class TestStore : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private static readonly string? Server = Environment.GetEnvironmentVariable("CUSTOMERGAP_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    private readonly string? folder;
    private readonly string? name;

    private TestStore(string connectionString, string? folder, string? name)
    {
        ConnectionString = connectionString;
        this.folder = folder;
        this.name = name;
    }

    /// <summary>The databases that there are to test on.</summary>
    public static IEnumerable<string> All => [Sqlite, .. Shared];

    /// <summary>Those that several replicas may share.</summary>
    public static IEnumerable<string> Shared => Server is null ? [] : [Postgres];

    public string ConnectionString { get; }

    public static async Task<TestStore> NewAsync(string kind)
    {
        if (kind == Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("customergap-").FullName;
            return new($"Data Source={folder}/bot.db", folder, null);
        }

        var name = $"customergap_{Guid.NewGuid():n}";
        await AskServerAsync($"create database {name}");
        return new(new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = true, MaxPoolSize = 60 }.ToString(), null, name);
    }

    /// <summary>One more program on the same facts.</summary>
    public Database Open(TimeProvider clock) => name is null ? new SqliteDatabase(ConnectionString, clock) : new PostgresDatabase(ConnectionString, clock);

    /// <summary>Asks one figure, past the program.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using System.Data.Common.DbConnection connection = name is null ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        if (name is not null) await AskServerAsync($"drop database {name} with (force)");
    }

    private static async Task AskServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ToString());
        await connection.OpenAsync();
#pragma warning disable CA2100 // The tests' own words.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
