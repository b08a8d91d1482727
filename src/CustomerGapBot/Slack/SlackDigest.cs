using CustomerGapBot.Delivery;
using static CustomerGapBot.Slack.Blocks;

namespace CustomerGapBot.Slack;

/// <summary>One message for all that was too old or too much when a channel opened again: the newest lines, oldest of them first.</summary>
internal static class SlackDigest
{
    private const string Heading = "While this channel was closed";
    private const int MostLines = 20;
    private const int MostTitle = 150;

    public static Message Of(IReadOnlyList<DigestLine> lines, int total)
    {
        DigestLine[] shown = [.. lines.OrderByDescending(line => line.At).Take(MostLines).Reverse()];
        var more = Math.Max(total, lines.Count) - shown.Length;
        string[] rest = more == 0 ? [] : [shown.Length > 0 ? $"and {more} more" : $"{more} messages"];
        return new($"{Heading}:\n{string.Join('\n', [.. shown.Select(line => $"• {Title(line)}"), .. rest])}",
        [
            Header(Heading),
            Rich([.. shown.Length == 0 ? [] : (RichTextElement[])[Bullets([.. shown.Select(line => Line(Named(line)))])], .. rest.Select(text => Line(Text(text)))]),
        ]);
    }

    private static Leaf Named(DigestLine line) => line.Url is { } url ? Link(url, Title(line)) : Text(Title(line));

    private static string Title(DigestLine line) =>
        OutsideText.OneLine(line.Title) is { Length: > 0 } title ? OutsideText.Cut(title, MostTitle) : "(no title)";
}
