using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>Slack's cursors: opaque to the caller; an empty <c>next_cursor</c> is the end.</summary>
internal static class Paging
{
    public const int Most = 999;

    public static (IReadOnlyList<T> Items, string Next) Page<T>(IReadOnlyList<T> all, Arguments arguments, int otherwise)
    {
        var limit = arguments.Number("limit", otherwise, Most, "invalid_limit");
        var from = Read(arguments.Text("cursor"));
        if (from > all.Count) throw new SlackRefusal("invalid_cursor");
        var next = from + limit < all.Count ? Write(from + limit) : "";
        return ([.. all.Skip(from).Take(limit)], next);
    }

    public static JsonObject Next(string cursor) => new() { ["next_cursor"] = cursor };

    private static string Write(int offset) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"next:{offset}")));

    private static int Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return 0;
        var bytes = new byte[64];
        if (cursor.Length > 64 || !Convert.TryFromBase64String(cursor, bytes, out var length)) throw new SlackRefusal("invalid_cursor");
        var text = Encoding.ASCII.GetString(bytes, 0, length);
        return text.StartsWith("next:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(5), out var offset) && offset >= 0
            ? offset
            : throw new SlackRefusal("invalid_cursor");
    }
}
