using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Sandbox;

/// <summary>What message metadata may be: a snake_case type, and a payload of plain values, objects and arrays of objects.</summary>
internal static partial class MetadataRules
{
    // Slack does not say where too large begins.
    private const int Largest = 16 * 1024;

    /// <summary>Null when absent or <c>{}</c>.</summary>
    public static JsonElement? Read(Arguments arguments)
    {
        var metadata = arguments.Json("metadata", "invalid_metadata_format");
        if (metadata.ValueKind == JsonValueKind.Undefined) return null;
        if (metadata.ValueKind != JsonValueKind.Object) throw new SlackRefusal("invalid_metadata_format");
        if (!metadata.EnumerateObject().Any()) return null;
        if (metadata.GetRawText().Length > Largest) throw new SlackRefusal("metadata_too_large");
        return Holds(metadata) ? metadata : throw new SlackRefusal("invalid_metadata_schema");
    }

    private static bool Holds(JsonElement metadata) =>
        metadata.EnumerateObject().All(field => field.Name is "event_type" or "event_payload")
        && metadata.TryGetProperty("event_type", out var type) && type.ValueKind == JsonValueKind.String && SnakeCase.IsMatch(type.GetString()!)
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object
        && payload.EnumerateObject().All(field => IsValue(field.Value));

    private static bool IsValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Object => true,
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object),
        _ => false,
    };

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase { get; }
}
