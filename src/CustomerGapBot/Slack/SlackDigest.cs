using System.Text.Json.Nodes;
using CustomerGapBot.Delivery;

namespace CustomerGapBot.Slack;

/// <summary>One message for all that was too old or too much when a channel opened again: the newest lines, oldest of them first.</summary>
internal static class SlackDigest
{
    private const string Heading = "While this channel was closed";
    private const int MostLines = 20;
    private const int MostTitle = 150;
    private const int MostUrl = 1000;
    private const int MostText = 3000;

    public static JsonObject Of(IReadOnlyList<DigestLine> lines, int total, Func<string, string> clean)
    {
        List<Line> shown = [.. lines.OrderByDescending(line => line.At).Take(MostLines).Reverse().Select(line => Line.Of(line, clean))];
        var more = Math.Max(total, lines.Count) - shown.Count;
        return new JsonObject { ["text"] = Text(shown, more), ["blocks"] = Blocks(shown, more) };
    }

    private static JsonArray Blocks(List<Line> shown, int more)
    {
        var elements = new JsonArray();
        if (shown.Count > 0)
        {
            elements.Add(new JsonObject
            {
                ["type"] = "rich_text_list",
                ["style"] = "bullet",
                ["elements"] = new JsonArray([.. shown.Select(line => Section(line.Leaf()))]),
            });
        }

        foreach (var rest in Rest(shown.Count, more)) elements.Add(Section(new JsonObject { ["type"] = "text", ["text"] = rest }));

        var blocks = new JsonArray
        {
            new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Heading, ["emoji"] = false } },
        };
        if (elements.Count > 0) blocks.Add(new JsonObject { ["type"] = "rich_text", ["elements"] = elements });
        return blocks;
    }

    private static JsonObject Section(JsonObject leaf) => new() { ["type"] = "rich_text_section", ["elements"] = new JsonArray(leaf) };

    /// <summary>Long addresses may fill the text before the lines are through; the rest of them is counted.</summary>
    private static string Text(List<Line> shown, int more)
    {
        var room = MostText;
        List<string> said = [.. shown.Select(line => line.Text()).TakeWhile(line => (room -= line.Length + 1) >= 0)];
        return string.Join('\n', [$"{Heading}:", .. said, .. Rest(said.Count, more + shown.Count - said.Count)]);
    }

    private static IEnumerable<string> Rest(int shown, int more) =>
        more > 0 ? [shown > 0 ? $"and {more} more" : $"{more} messages"] : [];

    private sealed record Line(string Title, string? Url)
    {
        public static Line Of(DigestLine line, Func<string, string> clean)
        {
            var title = clean(line.Title).ReplaceLineEndings(" ").Trim();
            return new(title is "" ? "(no title)" : Short(title), WebAddress(line.Url));
        }

        public JsonObject Leaf() => Url is null
            ? new() { ["type"] = "text", ["text"] = Title }
            : new() { ["type"] = "link", ["url"] = Url, ["text"] = Title };

        public string Text() => Url is null ? $"• {SlackText.Escape(Title)}" : $"• {SlackText.Escape(Title)} {SlackText.Escape(Url)}";

        private static string Short(string title)
        {
            if (title.Length <= MostTitle) return title;
            var end = char.IsHighSurrogate(title[MostTitle - 2]) ? MostTitle - 2 : MostTitle - 1;
            return $"{title.AsSpan(0, end)}…";
        }

        private static string? WebAddress(string? url) =>
            Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.AbsoluteUri.Length <= MostUrl
                ? address.AbsoluteUri
                : null;
    }
}
