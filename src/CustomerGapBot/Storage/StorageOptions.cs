using System.Data.Common;
using CustomerGapBot.Settings;

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
        if (!Keys.Contains("Data Source") && !IsPostgres)
            yield return "Storage:ConnectionString is neither `Data Source=FILE` (SQLite) nor `Host=…;Database=…` (PostgreSQL): write one of the two, or leave it out.";
    }

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
