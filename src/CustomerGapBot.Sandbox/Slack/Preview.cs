using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// What a person sees, in plain text: <c># header</c>, <c>*bold*</c>, <c>&gt; quote</c>, <c>• bullet</c>, <c>[text](url)</c>, <c>[Button]</c>;
/// replies stand below their parent after <c>↳</c>. A mention that would notify somebody shows as <c>@Alice</c> or <c>@here</c>.
/// </summary>
internal static partial class Preview
{
    private static readonly Dictionary<string, string> Emoji = new()
    {
        ["eyes"] = "👀", ["white_check_mark"] = "✅", ["+1"] = "👍", ["thumbsup"] = "👍", ["-1"] = "👎", ["heart"] = "❤️", ["tada"] = "🎉",
        ["rocket"] = "🚀", ["lock"] = "🔒", ["pushpin"] = "📌", ["speech_balloon"] = "💬", ["x"] = "❌", ["warning"] = "⚠️", ["github"] = ":github:",
    };

    public static string Channel(SlackChannel channel, Workspace workspace)
    {
        var shown = workspace.History(channel.Id).Where(message => message.ThreadTs is null && !IsNotice(message));
        return string.Join("\n\n", shown.Select(message => WithThread(message, workspace)));
    }

    /// <summary>A line that Slack itself writes when somebody comes or goes.</summary>
    public static bool IsNotice(SlackMessage message) => message.Subtype is "channel_join" or "channel_leave";

    /// <summary>One message without its thread.</summary>
    public static string Message(SlackMessage message, Workspace workspace)
    {
        var body = message.Blocks is { } blocks ? Blocks(blocks, workspace) : Mrkdwn(message.Text, workspace);
        if (message is { Edited: true, Blocks: null }) body += " (edited)";
        if (!message.IsBot && message.Subtype is null) body = $"{Cast.Find(message.User)?.FirstName ?? message.User}: {body}";
        return message.Reactions.Count == 0 ? body : $"{body}\n{string.Join(' ', message.Reactions.Select(Reaction))}";
    }

    public static string Blocks(JsonElement blocks, Workspace workspace) =>
        string.Join('\n', blocks.EnumerateArray().Select(block => Block(block, workspace)));

    /// <summary>Slack's own markup: links, mentions and dates shown as a person sees them, entities decoded.</summary>
    public static string Mrkdwn(string text, Workspace workspace) =>
        Unescape(Special.Replace(text, found => Angle(found.Groups[1].Value, workspace)));

    public static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string WithThread(SlackMessage message, Workspace workspace)
    {
        var text = new StringBuilder(Message(message, workspace));
        foreach (var reply in workspace.Replies(message.Channel, message.Ts))
        {
            var shown = (reply.Broadcast ? "(also in channel) " : "") + Message(reply, workspace);
            text.Append("\n  ↳ ").Append(shown.Replace("\n", "\n    ", StringComparison.Ordinal));
        }

        return text.ToString();
    }

    private static string Reaction(SlackReaction reaction) => $"{Emoji.GetValueOrDefault(reaction.Name, $":{reaction.Name}:")}×{reaction.Users.Count}";

    private static string Block(JsonElement block, Workspace workspace) => Type(block) switch
    {
        "header" => "# " + Text(block.GetProperty("text"), workspace),
        "section" => Section(block, workspace),
        "divider" => "---",
        "context" => string.Join(" · ", Items(block, "elements").Select(element => Element(element, workspace))),
        "actions" or "context_actions" => string.Join(' ', Items(block, "elements").Select(element => Element(element, workspace))),
        "image" => Element(block, workspace),
        "rich_text" => string.Join('\n', Items(block, "elements").Select(part => RichPart(part, workspace))),
        "markdown" => block.GetProperty("text").GetString()!,
        "table" => string.Join('\n', Items(block, "rows").Select(row => string.Join(" | ", row.EnumerateArray().Select(cell => Cell(cell, workspace))))),
        var type => $"({type})",
    };

    private static string Section(JsonElement section, Workspace workspace)
    {
        List<string> lines = [];
        if (section.TryGetProperty("text", out var text)) lines.Add(Text(text, workspace));
        lines.AddRange(Items(section, "fields").Select(field => Text(field, workspace)));
        var shown = string.Join('\n', lines);
        return section.TryGetProperty("accessory", out var accessory) ? $"{shown} {Element(accessory, workspace)}" : shown;
    }

    private static string Element(JsonElement element, Workspace workspace) => Type(element) switch
    {
        "plain_text" or "mrkdwn" => Text(element, workspace),
        "image" => $"(image: {element.GetProperty("alt_text").GetString()})",
        "overflow" => "[…]",
        "feedback_buttons" => $"[{Label(element.GetProperty("positive_button"))}] [{Label(element.GetProperty("negative_button"))}]",
        _ => $"[{Label(element)}]",
    };

    private static string Label(JsonElement element) =>
        element.TryGetProperty("text", out var text) || element.TryGetProperty("placeholder", out text) ? text.GetProperty("text").GetString()! : Type(element);

    private static string Text(JsonElement text, Workspace workspace)
    {
        var words = text.GetProperty("text").GetString()!;
        return Type(text) == "mrkdwn" ? Mrkdwn(words, workspace) : words;
    }

    private static string Cell(JsonElement cell, Workspace workspace) => Type(cell) == "rich_text" ? Block(cell, workspace) : $"{cell.GetProperty("text")}";

    private static string RichPart(JsonElement part, Workspace workspace)
    {
        if (Type(part) == "rich_text_list") return List(part, workspace);
        var text = string.Concat(Items(part, "elements").Select(leaf => Leaf(leaf, workspace)));
        return Type(part) switch
        {
            "rich_text_quote" => "> " + text.TrimEnd('\n').Replace("\n", "\n> ", StringComparison.Ordinal),
            "rich_text_preformatted" => $"```\n{text.TrimEnd('\n')}\n```",
            _ => text.TrimEnd('\n'),
        };
    }

    private static string List(JsonElement list, Workspace workspace)
    {
        var indent = new string(' ', 2 * (list.TryGetProperty("indent", out var level) ? level.GetInt32() : 0));
        var first = list.TryGetProperty("offset", out var offset) ? offset.GetInt32() + 1 : 1;
        var ordered = list.GetProperty("style").GetString() == "ordered";
        var items = Items(list, "elements").Select((item, index) => $"{indent}{(ordered ? $"{first + index}." : "•")} {RichPart(item, workspace)}");
        return string.Join('\n', items);
    }

    private static string Leaf(JsonElement leaf, Workspace workspace) => Styled(leaf, Type(leaf) switch
    {
        "text" => leaf.GetProperty("text").GetString()!,
        "link" => Link(leaf.GetProperty("url").GetString()!, leaf.TryGetProperty("text", out var text) ? text.GetString() : null),
        "user" => Angle("@" + leaf.GetProperty("user_id").GetString(), workspace),
        "channel" => Angle("#" + leaf.GetProperty("channel_id").GetString(), workspace),
        "usergroup" => "@" + leaf.GetProperty("usergroup_id").GetString(),
        "broadcast" => "@" + leaf.GetProperty("range").GetString(),
        "emoji" => Emoji.GetValueOrDefault(leaf.GetProperty("name").GetString()!, $":{leaf.GetProperty("name").GetString()}:"),
        "date" => leaf.TryGetProperty("fallback", out var fallback) ? fallback.GetString()! : leaf.GetProperty("timestamp").GetRawText(),
        var type => $"({type})",
    });

    private static string Styled(JsonElement leaf, string text)
    {
        if (!leaf.TryGetProperty("style", out var style)) return text;
        foreach (var (name, mark) in (ReadOnlySpan<(string, string)>)[("code", "`"), ("bold", "*"), ("italic", "_"), ("strike", "~")])
            if (style.TryGetProperty(name, out var on) && on.ValueKind == JsonValueKind.True) text = mark + text + mark;
        return text;
    }

    private static string Link(string url, string? text) => string.IsNullOrEmpty(text) || text == url ? url : $"[{text}]({url})";

    private static string Angle(string inside, Workspace workspace)
    {
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var (what, label) = bar < 0 ? (inside, null) : (inside[..bar], inside[(bar + 1)..]);
        return what switch
        {
            ['@', ..] => "@" + (Cast.Find(what[1..])?.FirstName ?? what[1..]),
            ['#', ..] => "#" + (workspace.Channel(what[1..])?.Name ?? what[1..]),
            _ when what.StartsWith("!date^", StringComparison.Ordinal) => label ?? what,
            ['!', ..] => "@" + what[1..],
            _ => Link(what, label),
        };
    }

    private static string Type(JsonElement json) => json.GetProperty("type").GetString()!;

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Special { get; }
}
