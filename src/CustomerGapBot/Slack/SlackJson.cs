using System.Text.Json;

namespace CustomerGapBot.Slack;

/// <summary>Reads JSON that came from outside: what is absent, of another type or not decodable is null, never an exception.</summary>
internal static class SlackJson
{
    extension(JsonElement element)
    {
        public string? Text(string name)
        {
            if (element.Member(name) is not { ValueKind: JsonValueKind.String } text) return null;
            try
            {
                return text.GetString();
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair, or bytes that are not UTF-8.
                return null;
            }
        }

        public bool Flag(string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

        public JsonElement? Object(string name) => element.Member(name) is { ValueKind: JsonValueKind.Object } found ? found : null;

        public JsonElement? Array(string name) => element.Member(name) is { ValueKind: JsonValueKind.Array } found ? found : null;

        private JsonElement? Member(string name) =>
            element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
    }

    /// <summary>The bytes as a JSON object, or null.</summary>
    public static JsonElement? ReadObject(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? root.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
