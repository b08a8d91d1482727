using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CustomerGapBot.Slack;

/// <summary>
/// Our own words in Slack's markup, and the only place that knows it. It is written as an interpolated string: the literal parts are ours and count as
/// markup, every hole is cleaned, put on one line and escaped, unless it is <see cref="Mrkdwn"/> itself.
/// Slack is told to look for nothing by itself (<c>verbatim</c>), or it would make calls of names.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Mrkdwn : TextObject
{
    // Slack has no escape for its marks; a zero-width space behind one keeps it from opening or closing anything.
    private const char Break = '\u200B';
    private const string Marks = "*_~`";

    private readonly StringBuilder _text;

    public Mrkdwn(int literalLength, int formattedCount) => _text = new(literalLength + (16 * formattedCount));

    public override string Text => _text.ToString();

    public bool Verbatim { get; } = true;

    /// <summary><c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c>, which Slack reads everywhere, also in the top-level text.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    public static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>A link with our own label; the bare label when the address is none that may be linked.</summary>
    public static Mrkdwn Link(string url, string label) =>
        WebLink.Safe(url) is { } safe ? Raw($"<{Escape(safe)}|{Literal(label).Replace('|', '¦')}>") : Raw(Literal(label));

    public static Mrkdwn User(string id) => SlackId.IsUser(id) ? Raw($"<@{id}>") : Raw(Literal(id));

    public static Mrkdwn Channel(string id) => SlackId.IsChannel(id) ? Raw($"<#{id}>") : Raw(Literal(id));

    /// <summary>
    /// A time in each reader's own zone. <paramref name="format"/> is our own, of Slack's tokens (<c>{date_short_pretty}</c>, <c>{time}</c>, <c>{ago}</c> …);
    /// the fallback says UTC, since a reader of it has no other hint.
    /// </summary>
    public static Mrkdwn Date(DateTimeOffset at, string format = "{date_short_pretty} {time}") =>
        Raw(string.Create(CultureInfo.InvariantCulture, $"<!date^{at.ToUnixTimeSeconds()}^{Escape(format)}|{Fallback(at)}>"));

    /// <summary>How a time reads where Slack cannot show it in the reader's zone.</summary>
    public static string Fallback(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static Mrkdwn Join(string separator, IEnumerable<Mrkdwn> parts) => Raw(string.Join(Escape(separator), parts.Select(p => p.Text)));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(Mrkdwn part) => _text.Append(part._text);

    public void AppendFormatted(string? hole) => _text.Append(Literal(hole));

    public void AppendFormatted<T>(T hole) => AppendFormatted(hole, null);

    public void AppendFormatted<T>(T hole, string? format) =>
        AppendFormatted(hole is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : hole?.ToString());

    public override string ToString() => Text;

    private static Mrkdwn Raw(string text)
    {
        var raw = new Mrkdwn(text.Length, 0);
        raw.AppendLiteral(text);
        return raw;
    }

    private static string Literal(string? text)
    {
        var escaped = Escape(OutsideText.OneLine(text));
        if (escaped.AsSpan().IndexOfAny(Marks) < 0) return escaped;

        var literal = new StringBuilder(escaped.Length + 8);
        foreach (var c in escaped)
        {
            literal.Append(c);
            if (Marks.Contains(c)) literal.Append(Break);
        }

        return literal.ToString();
    }
}
