using System.Text.Json;

namespace CustomerGapBot.Slack;

/// <summary>
/// Every limit of a message that Slack is known to have (docs.slack.dev, Block Kit and chat.postMessage), tried on the JSON that is about to be sent.
/// Lengths are UTF-16 code units, the strictest reading of Slack's "characters". The shapes are in <see cref="BlockShapes"/> and <see cref="ElementShapes"/>;
/// here is what concerns a message as a whole.
/// </summary>
internal static class BlockLimits
{
    public const int MaxText = 4_000;
    public const int MaxBlocks = 50;
    public const int MaxMarkdown = 12_000;
    public const int MaxTables = 1;
    public const int MaxCharts = 2;

    /// <summary>Ours: Slack documents no limit for rich text, and nobody reads more in a channel.</summary>
    public const int MaxRichText = 12_000;

    /// <summary>What is wrong with the body of <c>chat.postMessage</c> or <c>chat.update</c>, a line each, with the place; none when nothing is.</summary>
    public static IReadOnlyList<string> Violations(JsonElement message)
    {
        var found = new List<string>();
        Shape(message, "", found);
        if (message.ValueKind != JsonValueKind.Object) return found;

        if (message.TryGetProperty("markdown_text", out _)) found.Add("/markdown_text: cannot stand beside text or blocks");
        if (message.TryGetProperty("blocks", out var blocks) && blocks.ValueKind == JsonValueKind.Array) OfAll(Objects(blocks).ToList(), found);
        return found;
    }

    private static readonly Rule Shape = Shapes.Object(
        Field.Required("text", Shapes.String(1, MaxText)),
        Field.Optional("blocks", Shapes.List(0, MaxBlocks, BlockShapes.InMessage)),
        Field.Optional("reply_broadcast", Shapes.TrueOrFalse));

    private static void OfAll(List<JsonElement> objects, List<string> found)
    {
        AtMost(MaxTables, objects.Count(it => IsOf(it, "table")), "tables", found);
        AtMost(MaxCharts, objects.Count(it => IsOf(it, "data_visualization")), "charts", found);
        AtMost(MaxMarkdown, objects.Where(it => IsOf(it, "markdown")).Sum(it => Length(it, "text")), "characters of markdown in all", found);
        AtMost(MaxRichText, objects.Where(it => IsOf(it, "rich_text")).Sum(RichTextLength), "characters of rich text in all", found);
        Unique("block_id", objects, found);
        Unique("action_id", objects, found);
    }

    private static void AtMost(int most, int count, string what, List<string> found)
    {
        if (count > most) found.Add($"/blocks: {count} {what}, at most {most} fit");
    }

    private static void Unique(string id, IEnumerable<JsonElement> objects, List<string> found)
    {
        var twice = objects.Select(it => String(it, id)).Where(it => it is not null).GroupBy(it => it).Where(it => it.Count() > 1);
        found.AddRange(twice.Select(it => $"/blocks: {id} \"{it.Key}\" stands {it.Count()} times, it must be unique"));
    }

    private static int RichTextLength(JsonElement block) => Objects(block).Sum(leaf =>
        Length(leaf, "text") is > 0 and var text ? text : IsOf(leaf, "link") ? Length(leaf, "url") : Length(leaf, "fallback"));

    private static IEnumerable<JsonElement> Objects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Objects),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Objects(field.Value)).Prepend(value),
        _ => [],
    };

    private static bool IsOf(JsonElement it, string type) => String(it, "type") == type;

    private static int Length(JsonElement it, string field) => String(it, field)?.Length ?? 0;

    private static string? String(JsonElement it, string field) =>
        it.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
