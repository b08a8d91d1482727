using System.Globalization;
using System.Text.Json;

namespace CustomerGapBot.Slack;

/// <summary>Says what is wrong with <paramref name="value"/>, which stands at the JSON pointer <paramref name="at"/>.</summary>
internal delegate void Rule(JsonElement value, string at, List<string> found);

internal sealed record Field(string Name, bool IsRequired, Rule Rule)
{
    public static Field Required(string name, Rule rule) => new(name, true, rule);

    public static Field Optional(string name, Rule rule) => new(name, false, rule);
}

/// <summary>The words in which the tables of <see cref="BlockShapes"/> and <see cref="ElementShapes"/> are written.</summary>
internal static class Shapes
{
    public static readonly Rule TrueOrFalse = (value, at, found) =>
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) found.Add($"{at}: must be true or false");
    };

    public static Rule Object(params IReadOnlyList<Field> fields) => (value, at, found) =>
    {
        if (!Is(JsonValueKind.Object, value, at, found)) return;
        foreach (var field in fields)
        {
            if (value.TryGetProperty(field.Name, out var inner) && inner.ValueKind != JsonValueKind.Null) field.Rule(inner, $"{at}/{field.Name}", found);
            else if (field.IsRequired) found.Add($"{at}/{field.Name}: is missing");
        }
    };

    /// <summary>An object whose <c>type</c> says which shape it has.</summary>
    public static Rule Typed(IReadOnlyDictionary<string, Rule> shapes) => (value, at, found) =>
    {
        if (!Is(JsonValueKind.Object, value, at, found)) return;

        var type = value.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        if (shapes.TryGetValue(type, out var shape)) shape(value, at, found);
        else found.Add($"{at}: \"{type}\" cannot stand here");
    };

    public static Rule String(int min, int max) => (value, at, found) =>
    {
        if (Is(JsonValueKind.String, value, at, found)) Within(value.GetString()!.Length, min, max, "characters", at, found);
    };

    public static Rule List(int min, int max, Rule each) => (value, at, found) =>
    {
        if (!Is(JsonValueKind.Array, value, at, found)) return;
        Within(value.GetArrayLength(), min, max, "entries", at, found);
        foreach (var (n, entry) in value.EnumerateArray().Index()) each(entry, string.Create(CultureInfo.InvariantCulture, $"{at}/{n}"), found);
    };

    public static Rule OneOf(params IReadOnlyList<string> words) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.String || !words.Contains(value.GetString()!)) found.Add($"{at}: must be one of {string.Join(", ", words)}");
    };

    public static Rule Number(long min, long max) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || number < min || number > max)
            found.Add($"{at}: must be a whole number from {min} to {max}");
    };

    public static Rule Url(int max, params IReadOnlyList<string> schemes) => (value, at, found) =>
    {
        String(1, max)(value, at, found);
        if (value.ValueKind == JsonValueKind.String && (!Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme)))
            found.Add($"{at}: must be an absolute address of {string.Join(", ", schemes)}");
    };

    public static Rule Matching(Func<string, bool> fits, string what) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.String || !fits(value.GetString()!)) found.Add($"{at}: must be {what}");
    };

    /// <summary>Text objects of both kinds.</summary>
    public static Rule Text(int max) => Typed(new Dictionary<string, Rule> { ["plain_text"] = PlainTextShape(max), ["mrkdwn"] = MrkdwnShape(max) });

    public static Rule Plain(int max) => Typed(new Dictionary<string, Rule> { ["plain_text"] = PlainTextShape(max) });

    public static Rule PlainTextShape(int max) => Object(Field.Required("text", String(1, max)), Field.Optional("emoji", TrueOrFalse));

    public static Rule MrkdwnShape(int max) => Object(Field.Required("text", String(1, max)), Field.Optional("verbatim", TrueOrFalse));

    public static Rule All(params IReadOnlyList<Rule> rules) => (value, at, found) =>
    {
        foreach (var rule in rules) rule(value, at, found);
    };

    public static Rule AtLeastOne(params IReadOnlyList<string> fields) => (value, at, found) =>
    {
        if (Present(value, fields) == 0) found.Add($"{at}: needs {string.Join(" or ", fields)}");
    };

    public static Rule ExactlyOne(params IReadOnlyList<string> fields) => (value, at, found) =>
    {
        if (Present(value, fields) != 1) found.Add($"{at}: needs exactly one of {string.Join(", ", fields)}");
    };

    public static Rule AtMostOne(params IReadOnlyList<string> fields) => (value, at, found) =>
    {
        if (Present(value, fields) > 1) found.Add($"{at}: takes only one of {string.Join(", ", fields)}");
    };

    /// <summary>A rule that is looked up when it is needed, for shapes that contain each other.</summary>
    public static Rule Later(Func<Rule> rule) => (value, at, found) => rule()(value, at, found);

    private static int Present(JsonElement value, IReadOnlyList<string> fields) =>
        fields.Count(field => value.TryGetProperty(field, out var inner) && inner.ValueKind != JsonValueKind.Null);

    private static bool Is(JsonValueKind kind, JsonElement value, string at, List<string> found)
    {
        if (value.ValueKind != kind) found.Add($"{(at.Length == 0 ? "/" : at)}: must be {kind}, is {value.ValueKind}");
        return value.ValueKind == kind;
    }

    private static void Within(int count, int min, int max, string what, string at, List<string> found)
    {
        if (count < min) found.Add($"{at}: {count} {what}, at least {min} needed");
        if (count > max) found.Add($"{at}: {count} {what}, at most {max} fit");
    }
}
