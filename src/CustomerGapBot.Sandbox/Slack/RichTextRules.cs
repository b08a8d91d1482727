using System.Text.Json;

namespace CustomerGapBot.Sandbox;

/// <summary>The block <c>rich_text</c>: sections, lists, quotes, preformatted text, and their leaves.</summary>
internal static class RichTextRules
{
    private static readonly string[] Styles = ["bold", "italic", "strike", "code", "underline", "highlight"];

    public static void Check(JsonElement block, string at, BlockFaults faults)
    {
        faults.Only(block, at, "elements");
        foreach (var (part, where) in faults.Items(block, "elements", 1, int.MaxValue, at)) Part(part, where, faults);
    }

    private static void Part(JsonElement part, string at, BlockFaults faults)
    {
        switch (BlockFaults.Type(part))
        {
            case "rich_text_section":
                faults.Only(part, at, "elements");
                Leaves(part, at, faults);
                break;
            case "rich_text_quote":
                faults.Only(part, at, "elements", "border");
                Leaves(part, at, faults);
                break;
            case "rich_text_preformatted":
                faults.Only(part, at, "elements", "border", "language");
                Preformatted(part, at, faults);
                break;
            case "rich_text_list":
                List(part, at, faults);
                break;
            case var type:
                faults.Add($"{at}/type", $"unsupported type: {type}");
                break;
        }
    }

    private static void List(JsonElement list, string at, BlockFaults faults)
    {
        faults.Only(list, at, "elements", "style", "indent", "offset", "border");
        if (!list.TryGetProperty("style", out _)) faults.Add(at, "missing required field: style");
        faults.OneOf(list, "style", at, "bullet", "ordered");
        if (list.TryGetProperty("indent", out var indent) && !(indent.ValueKind == JsonValueKind.Number && indent.TryGetInt32(out var level) && level is >= 0 and <= 8))
            faults.Add($"{at}/indent", "must be between 0 and 8");
        foreach (var (item, where) in faults.Items(list, "elements", 1, int.MaxValue, at))
        {
            if (BlockFaults.Type(item) == "rich_text_section") Part(item, where, faults);
            else faults.Add($"{where}/type", $"unsupported type: {BlockFaults.Type(item)}");
        }
    }

    private static void Preformatted(JsonElement part, string at, BlockFaults faults)
    {
        foreach (var (leaf, where) in faults.Items(part, "elements", 1, int.MaxValue, at))
        {
            if (BlockFaults.Type(leaf) is "text" or "link") Leaf(leaf, where, faults);
            else faults.Add($"{where}/type", $"unsupported type: {BlockFaults.Type(leaf)}");
        }
    }

    private static void Leaves(JsonElement part, string at, BlockFaults faults)
    {
        foreach (var (leaf, where) in faults.Items(part, "elements", 1, int.MaxValue, at)) Leaf(leaf, where, faults);
    }

    private static void Leaf(JsonElement leaf, string at, BlockFaults faults)
    {
        Style(leaf, at, faults);
        switch (BlockFaults.Type(leaf))
        {
            case "text":
                faults.Only(leaf, at, "text", "style");
                faults.RequiredText(leaf, "text", int.MaxValue - 1, at);
                break;
            case "link":
                faults.Only(leaf, at, "url", "text", "unsafe", "style");
                if (!leaf.TryGetProperty("url", out _)) faults.Add(at, "missing required field: url");
                faults.Url(leaf, "url", at);
                break;
            case "user": Id(leaf, "user_id", at, faults); break;
            case "usergroup": Id(leaf, "usergroup_id", at, faults); break;
            case "channel": Id(leaf, "channel_id", at, faults); break;
            case "team": Id(leaf, "team_id", at, faults); break;
            case "emoji":
                faults.Only(leaf, at, "name", "unicode", "skin_tone", "style");
                faults.RequiredText(leaf, "name", 255, at);
                break;
            case "broadcast":
                faults.Only(leaf, at, "range", "style");
                faults.OneOf(leaf, "range", at, "here", "channel", "everyone");
                break;
            case "color":
                faults.Only(leaf, at, "value", "style");
                faults.RequiredText(leaf, "value", 255, at);
                break;
            case "date": Date(leaf, at, faults); break;
            case var type: faults.Add($"{at}/type", $"unsupported type: {type}"); break;
        }
    }

    private static void Id(JsonElement leaf, string name, string at, BlockFaults faults)
    {
        faults.Only(leaf, at, name, "style");
        faults.RequiredText(leaf, name, 255, at);
    }

    private static void Date(JsonElement leaf, string at, BlockFaults faults)
    {
        faults.Only(leaf, at, "timestamp", "format", "url", "fallback", "style");
        if (!leaf.TryGetProperty("timestamp", out var timestamp) || timestamp.ValueKind != JsonValueKind.Number) faults.Add(at, "missing required field: timestamp");
        faults.RequiredText(leaf, "format", 255, at);
        faults.OptionalText(leaf, "fallback", 3000, at);
        faults.Url(leaf, "url", at);
    }

    private static void Style(JsonElement leaf, string at, BlockFaults faults)
    {
        if (!leaf.TryGetProperty("style", out var style)) return;
        if (style.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{at}/style", "must be an object");
            return;
        }

        foreach (var field in style.EnumerateObject())
            if (!Styles.Contains(field.Name) || field.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                faults.Add($"{at}/style/{field.Name}", $"invalid additional property: {field.Name}");
    }
}
