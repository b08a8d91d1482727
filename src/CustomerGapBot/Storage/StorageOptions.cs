using System.Data.Common;
using CustomerGapBot.Settings;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CustomerGapBot.Storage;

/// <summary>Section <c>Storage</c>.</summary>
internal sealed class StorageOptions : ISettings
{
    public static string Section => "Storage";

    /// <summary><c>Data Source=FILE</c> for SQLite, <c>Host=…</c> for PostgreSQL.</summary>
    public string ConnectionString { get; init; } = "Data Source=customergap.db";

    public bool IsPostgres => Keys.Contains("Host") || Keys.Contains("Server");

    public IEnumerable<string> Faults()
    {
        if (!IsReadable)
            yield return "Storage:ConnectionString has a word or a value that its database does not know: compare it with `Data Source=FILE` (SQLite) or `Host=…;Database=…` (PostgreSQL).";
        else if (!Keys.Contains("Data Source") && !IsPostgres)
            yield return "Storage:ConnectionString is neither `Data Source=FILE` (SQLite) nor `Host=…;Database=…` (PostgreSQL): write one of the two, or leave it out.";
        else if (Folder is { } folder && !Directory.Exists(folder))
            yield return $"Storage:ConnectionString names a file in {folder}, which is no folder: make it, or name another.";
    }

    /// <summary>Whether the database that it names knows all that it says.</summary>
    private bool IsReadable
    {
        get
        {
            try
            {
                DbConnectionStringBuilder known = IsPostgres ? new NpgsqlConnectionStringBuilder() : Keys.Contains("Data Source") ? new SqliteConnectionStringBuilder() : [];
                known.ConnectionString = ConnectionString;
                return true;
            }
            catch (Exception trouble) when (trouble is ArgumentException or FormatException or InvalidCastException)
            {
                return Keys.Count == 0;
            }
        }
    }

    /// <summary>Of a SQLite file; null where there is none to look for.</summary>
    private string? Folder => !IsPostgres && new SqliteConnectionStringBuilder(ConnectionString) is { DataSource: not (":memory:" or ""), Mode: not SqliteOpenMode.Memory } file
        ? Path.GetDirectoryName(Path.GetFullPath(file.DataSource))
        : null;

    private HashSet<string> Keys
    {
        get
        {
            try
            {
                return [.. new DbConnectionStringBuilder { ConnectionString = ConnectionString }.Keys.Cast<string>().Select(Canonical)];
            }
            catch (ArgumentException)
            {
                return [];
            }
        }
    }

    private static string Canonical(string key) => key.ToLowerInvariant() switch
    {
        "data source" or "datasource" or "filename" => "Data Source",
        "host" => "Host",
        "server" => "Server",
        var other => other,
    };
}
