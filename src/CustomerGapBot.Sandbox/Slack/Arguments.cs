using System.Text.Json;

namespace CustomerGapBot.Sandbox;

/// <summary>A refusal in Slack's own words: HTTP 200 with <c>ok:false</c> and this code.</summary>
internal sealed class SlackRefusal(string code, params IReadOnlyList<string> messages) : Exception(code)
{
    public string Code => Message;

    public IReadOnlyList<string> Messages => messages;
}

/// <summary>The arguments of a call, from a form, a query or a JSON body.</summary>
internal sealed class Arguments(IReadOnlyDictionary<string, JsonElement> values)
{
    public bool Has(string name) => values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    public string? Text(string name) => !Has(name) ? null : values[name] switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
        _ => throw new SlackRefusal("invalid_arguments", $"[ERROR] must be a string [json-pointer:/{name}]"),
    };

    public string Required(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw new SlackRefusal("invalid_arguments", $"[ERROR] missing required field: {name}");

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Number(string name, int otherwise, int most, string code)
    {
        if (Text(name) is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, out var number) && number >= 1 && number <= most ? number : throw new SlackRefusal(code);
    }

    /// <summary>A nested argument: JSON itself, or JSON in a string. Undefined when absent; refuses what does not parse.</summary>
    public JsonElement Json(string name, string code)
    {
        if (!Has(name)) return default;
        if (values[name].ValueKind != JsonValueKind.String) return values[name];
        var text = values[name].GetString()!;
        if (text.Length == 0) return default;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            throw new SlackRefusal(code);
        }
    }
}
