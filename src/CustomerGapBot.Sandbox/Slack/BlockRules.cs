using System.Text.Json;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// Slack's limits of Block Kit for messages, as its server holds them: its own table, which knows nothing of the bot's.
/// Lengths are UTF-16 code units (the unit is undocumented; this is the narrowest reading).
/// </summary>
internal static class BlockRules
{
    private const int MostBlocks = 50;
    private const int LongestId = 255;
    private const int LongestMarkdown = 12_000;

    /// <summary>What is wrong, in Slack's form <c>[ERROR] … [json-pointer:/blocks/0]</c>; empty when nothing is.</summary>
    public static IReadOnlyList<string> Check(JsonElement blocks)
    {
        var faults = new BlockFaults();
        if (blocks.GetArrayLength() > MostBlocks) faults.Add("/blocks", $"no more than {MostBlocks} items allowed");
        var blockIds = new HashSet<string>();
        var actionIds = new HashSet<string>();
        var markdown = 0;
        var tables = 0;
        foreach (var (index, block) in blocks.EnumerateArray().Index())
        {
            var at = $"/blocks/{index}";
            Block(block, at, faults);
            if (block.ValueKind != JsonValueKind.Object) continue;
            Unique(block, "block_id", blockIds, at, faults);
            foreach (var element in Actions(block)) Unique(element, "action_id", actionIds, at, faults);
            if (BlockFaults.Type(block) == "markdown") markdown += BlockFaults.Length(block, "text");
            if (BlockFaults.Type(block) == "table") tables++;
        }

        if (markdown > LongestMarkdown) faults.Add("/blocks", $"markdown blocks must be less than {LongestMarkdown + 1} characters together");
        if (tables > 1) faults.Add("/blocks", "only_one_table_allowed");
        return faults.All;
    }

    private static void Block(JsonElement block, string at, BlockFaults faults)
    {
        if (block.ValueKind != JsonValueKind.Object)
        {
            faults.Add(at, "must be an object");
            return;
        }

        faults.OptionalText(block, "block_id", LongestId, at);
        switch (BlockFaults.Type(block))
        {
            case "section": Section(block, at, faults); break;
            case "header":
                faults.Only(block, at, "text");
                TextRules.Plain(block, "text", 150, at, faults);
                break;
            case "divider": faults.Only(block, at); break;
            case "context": Context(block, at, faults); break;
            case "actions":
                faults.Only(block, at, "elements");
                foreach (var (element, where) in faults.Items(block, "elements", 1, 25, at)) ElementRules.Check(element, where, ElementRules.InActions, faults);
                break;
            case "input": Input(block, at, faults); break;
            case "image":
                faults.Only(block, at, "alt_text", "image_url", "slack_file", "title");
                ElementRules.Image(block, at, faults);
                if (block.TryGetProperty("title", out _)) TextRules.Plain(block, "title", 2000, at, faults);
                break;
            case "rich_text": RichTextRules.Check(block, at, faults); break;
            case "markdown":
                faults.Only(block, at, "text");
                faults.RequiredText(block, "text", LongestMarkdown, at);
                break;
            case "table": Table(block, at, faults); break;
            case "context_actions":
                faults.Only(block, at, "elements");
                foreach (var (element, where) in faults.Items(block, "elements", 1, 5, at)) ElementRules.Check(element, where, ElementRules.InContextActions, faults);
                break;
            case var type: faults.Add($"{at}/type", $"unsupported type: {type}"); break;
        }
    }

    private static void Section(JsonElement section, string at, BlockFaults faults)
    {
        faults.Only(section, at, "text", "fields", "accessory", "expand");
        var hasText = section.TryGetProperty("text", out _);
        var hasFields = section.TryGetProperty("fields", out _);
        if (!hasText && !hasFields) faults.Add(at, "missing required field: text");
        if (hasText) TextRules.Any(section, "text", 3000, at, faults);
        if (hasFields)
            foreach (var (field, where) in faults.Items(section, "fields", 1, 10, at)) TextRules.AnyObject(field, 2000, where, faults);
        if (section.TryGetProperty("accessory", out var accessory)) ElementRules.Check(accessory, $"{at}/accessory", ElementRules.InSection, faults);
    }

    private static void Context(JsonElement context, string at, BlockFaults faults)
    {
        faults.Only(context, at, "elements");
        foreach (var (element, where) in faults.Items(context, "elements", 1, 10, at))
        {
            if (BlockFaults.Type(element) == "image") ElementRules.Check(element, where, ["image"], faults);
            else TextRules.AnyObject(element, 3000, where, faults);
        }
    }

    private static void Input(JsonElement input, string at, BlockFaults faults)
    {
        faults.Only(input, at, "label", "element", "hint", "optional", "dispatch_action");
        TextRules.Plain(input, "label", 2000, at, faults);
        if (input.TryGetProperty("hint", out _)) TextRules.Plain(input, "hint", 2000, at, faults);
        if (input.TryGetProperty("element", out var element)) ElementRules.Check(element, $"{at}/element", ElementRules.InInput, faults);
        else faults.Add(at, "missing required field: element");
    }

    private static void Table(JsonElement table, string at, BlockFaults faults)
    {
        faults.Only(table, at, "rows", "column_settings");
        foreach (var (row, where) in faults.Items(table, "rows", 1, 100, at))
        {
            if (row.ValueKind != JsonValueKind.Array) faults.Add(where, "must be an array");
            else if (row.GetArrayLength() > 20) faults.Add(where, "no more than 20 items allowed");
            else foreach (var (index, cell) in row.EnumerateArray().Index()) Cell(cell, $"{where}/{index}", faults);
        }
    }

    private static void Cell(JsonElement cell, string at, BlockFaults faults)
    {
        switch (BlockFaults.Type(cell))
        {
            case "raw_text": faults.RequiredText(cell, "text", 3000, at); break;
            case "raw_number": break;
            case "rich_text": RichTextRules.Check(cell, at, faults); break;
            case var type: faults.Add($"{at}/type", $"unsupported type: {type}"); break;
        }
    }

    private static IEnumerable<JsonElement> Actions(JsonElement block)
    {
        if (block.TryGetProperty("elements", out var elements) && elements.ValueKind == JsonValueKind.Array)
            foreach (var element in elements.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object)) yield return element;
        foreach (var name in (string[])["accessory", "element"])
            if (block.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Object) yield return element;
    }

    private static void Unique(JsonElement json, string name, HashSet<string> seen, string at, BlockFaults faults)
    {
        if (json.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String && !seen.Add(id.GetString()!))
            faults.Add($"{at}/{name}", $"{name} already exists: {id.GetString()}");
    }
}
