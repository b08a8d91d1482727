using System.Text.RegularExpressions;

namespace CustomerGapBot.Tests.House;

/// <summary>One file of C#. <paramref name="Path"/> is below its project's folder.</summary>
internal sealed partial record Source(string Path, string Text)
{
    /// <summary>The part of the program that it belongs to; empty for what stands at the top.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>Without comments and without what stands in quotes.</summary>
    public string Code { get; } = Other().Replace(Text, part => part.Groups["comment"].Success ? " " : "\"\"");

    /// <summary>What stands in quotes, the quotes included.</summary>
    public IEnumerable<string> Literals => Other().Matches(Text).Where(part => !part.Groups["comment"].Success).Select(part => part.Value);

    [GeneratedRegex("""
        (?<comment>//[^\n]*|/\*[\s\S]*?\*/)
        |\$*(?<raw>"{3,})[\s\S]*?\k<raw>(?!")
        |(?:@\$?|\$@)"(?:[^"]|"")*"
        |\$?"(?:\\.|[^"\\\n])*"
        |'(?:\\[^']+|\\'|[^'\\\n])'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Other();
}
