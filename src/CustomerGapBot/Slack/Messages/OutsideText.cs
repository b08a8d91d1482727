using System.Buffers;
using System.Globalization;
using System.Text;

namespace CustomerGapBot.Slack;

/// <summary>
/// Text that a person or another system wrote, made harmless for a reader: no character that turns the direction of writing, no control,
/// no half of a surrogate pair, and no <c>@channel</c>, <c>@here</c>, <c>@everyone</c> that a client could take for a call.
/// Cleaning twice changes nothing.
/// </summary>
internal static class OutsideText
{
    private const char WordJoiner = '\u2060';

    private static readonly string[] Calls = ["channel", "here", "everyone"];
    private static readonly SearchValues<char> Ats = SearchValues.Create("@\uFF20\uFE6B");

    public static string Clean(string? text) => BreakCalls(StripUnseen(text ?? ""));

    /// <summary>Cleaned, and every run of white space is one space.</summary>
    public static string OneLine(string? text) => string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>At most so many UTF-16 code units, the last of them "…" when something is missing; never half of what a reader sees as one character.</summary>
    public static string Cut(string text, int maxChars)
    {
        if (text.Length <= maxChars) return text;
        return maxChars < 1 ? "" : string.Concat(text.AsSpan(0, CharactersWithin(text, maxChars - 1)), "…");
    }

    /// <summary>How many code units of <paramref name="text"/> fit without splitting a character as a reader sees it.</summary>
    public static int CharactersWithin(string text, int maxChars)
    {
        if (text.Length <= maxChars) return text.Length;

        var length = 0;
        while (length < maxChars)
        {
            var next = StringInfo.GetNextTextElementLength(text, length);
            if (length + next > maxChars) break;
            length += next;
        }

        return length;
    }

    private static string StripUnseen(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r' || c is '\u2028' or '\u2029')
            {
                if (c != '\r' || i + 1 == text.Length || text[i + 1] != '\n') clean.Append('\n');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (!char.IsSurrogate(c) && !TurnsDirection(c) && (c is '\n' or '\t' || !char.IsControl(c)))
            {
                clean.Append(c);
            }
        }

        return clean.Length == text.Length && clean.Equals(text) ? text : clean.ToString();
    }

    private static bool TurnsDirection(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C';

    private static string BreakCalls(string text)
    {
        var at = text.AsSpan().IndexOfAny(Ats);
        if (at < 0) return text;

        var broken = new StringBuilder(text.Length + 4);
        var from = 0;
        for (; at >= 0; at = Next(text, from))
        {
            broken.Append(text, from, at + 1 - from);
            from = at + 1;
            if (IsCall(text.AsSpan(from))) broken.Append(WordJoiner);
        }

        return broken.Append(text, from, text.Length - from).ToString();
    }

    private static int Next(string text, int from)
    {
        var at = text.AsSpan(from).IndexOfAny(Ats);
        return at < 0 ? at : from + at;
    }

    private static bool IsCall(ReadOnlySpan<char> rest)
    {
        foreach (var call in Calls)
            if (rest.StartsWith(call, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
