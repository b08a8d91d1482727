using System.Text.Json;

namespace CustomerGapBot.Sandbox;

/// <summary>Gathers what is wrong with blocks, and holds the checks that all of them share.</summary>
internal sealed class BlockFaults
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    public void Add(string at, string what) => all.Add($"[ERROR] {what} [json-pointer:{at}]");

    public static string? Type(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    public static int Length(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.Length : 0;

    /// <summary>Slack refuses a field that it does not know.</summary>
    public void Only(JsonElement json, string at, params string[] names)
    {
        foreach (var field in json.EnumerateObject())
            if (field.Name is not ("type" or "block_id") && !names.Contains(field.Name)) Add($"{at}/{field.Name}", $"invalid additional property: {field.Name}");
    }

    public void RequiredText(JsonElement json, string name, int longest, string at)
    {
        if (json.TryGetProperty(name, out _)) OptionalText(json, name, longest, at);
        else Add(at, $"missing required field: {name}");
    }

    public void OptionalText(JsonElement json, string name, int longest, string at)
    {
        if (!json.TryGetProperty(name, out var text)) return;
        if (text.ValueKind != JsonValueKind.String) Add($"{at}/{name}", "must be a string");
        else if (text.GetString()!.Length == 0) Add($"{at}/{name}", "must be more than 0 characters");
        else if (text.GetString()!.Length > longest) Add($"{at}/{name}", $"must be less than {longest + 1} characters");
    }

    public void OneOf(JsonElement json, string name, string at, params string[] values)
    {
        if (json.TryGetProperty(name, out var value) && !(value.ValueKind == JsonValueKind.String && values.Contains(value.GetString())))
            Add($"{at}/{name}", $"must be one of: {string.Join(", ", values)}");
    }

    public void Url(JsonElement json, string name, string at)
    {
        OptionalText(json, name, 3000, at);
        if (json.TryGetProperty(name, out var url) && url.ValueKind == JsonValueKind.String
            && !(Uri.TryCreate(url.GetString(), UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" or "mailto"))
            Add($"{at}/{name}", "invalid url");
    }

    public IEnumerable<(JsonElement Item, string At)> Items(JsonElement json, string name, int least, int most, string at)
    {
        if (!json.TryGetProperty(name, out var items) || items.ValueKind != JsonValueKind.Array)
        {
            Add(at, $"missing required field: {name}");
            yield break;
        }

        if (items.GetArrayLength() < least) Add($"{at}/{name}", $"no less than {least} items allowed");
        if (items.GetArrayLength() > most) Add($"{at}/{name}", $"no more than {most} items allowed");
        foreach (var (index, item) in items.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object || json.TryGetProperty("rows", out _)) yield return (item, $"{at}/{name}/{index}");
            else Add($"{at}/{name}/{index}", "must be an object");
        }
    }
}
