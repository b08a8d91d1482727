namespace CustomerGapBot.Slack;

/// <summary>Shortens what is already escaped.</summary>
internal static class SlackText
{
    /// <summary>At most so many UTF-16 units of an escaped text, never half an entity, half a link or half a character.</summary>
    public static string Cut(string escaped, int most)
    {
        if (escaped.Length <= most) return escaped;

        var end = most - 1;
        if (char.IsHighSurrogate(escaped[end - 1])) end--;
        end = BeforeOpen(escaped, end, '&', ';', longest: 5);
        end = BeforeOpen(escaped, end, '<', '>', longest: end);
        return $"{escaped.AsSpan(0, end)}…";
    }

    private static int BeforeOpen(string text, int end, char opening, char closing, int longest)
    {
        var kept = text.AsSpan(0, end);
        var opened = kept.LastIndexOf(opening);
        return opened >= end - longest && opened > kept.LastIndexOf(closing) ? opened : end;
    }
}
