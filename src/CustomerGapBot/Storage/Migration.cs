using System.Globalization;
using System.Reflection;

namespace CustomerGapBot.Storage;

/// <summary>One step of the schema: an embedded file <c>Migrations/0001_name.sql</c>. Never changed once released; new ones are added at the end.</summary>
internal sealed record Migration(long Number, string Name, string Sql)
{
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(resource => resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(Load)
            .OrderBy(migration => migration.Number),
    ];

    private static Migration Load(string resource)
    {
        var name = resource[..^".sql".Length].Split('.')[^1];
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new(long.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
    }
}
