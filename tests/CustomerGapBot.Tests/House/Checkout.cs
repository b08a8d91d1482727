using System.Runtime.CompilerServices;

namespace CustomerGapBot.Tests.House;

/// <summary>The files of this repository, as the tests of the house read them.</summary>
internal static class Checkout
{
    public static string Root { get; } = Locate();

    /// <summary>The bot's own sources.</summary>
    public static IReadOnlyList<Source> Bot { get; } = Sources("src/CustomerGapBot");

    /// <summary>All that is shipped: the bot and the Sandbox.</summary>
    public static IReadOnlyList<Source> Shipped { get; } = [.. Bot, .. Sources("src/CustomerGapBot.Sandbox")];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static Source[] Sources(string project) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Root, project), file).Replace('\\', '/'))
            .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new Source(path, Read($"{project}/{path}"))),
    ];

    private static string Locate([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
