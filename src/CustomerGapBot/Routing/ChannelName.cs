namespace CustomerGapBot.Routing;

/// <summary>A channel as settings name it: an id, or <c>#name</c>.</summary>
internal static class ChannelName
{
    public static IEnumerable<string> Faults(string channel, string setting)
    {
        if (channel.Length == 0)
            yield return $"{setting} is missing: write a channel's id (it stands at the end of the channel's details in Slack) or #name.";
        else if (!IsId(channel) && !IsName(channel))
            yield return $"{setting} is \"{channel}\": write a channel's id such as C0123456789, or #name in lower case.";
    }

    private static bool IsId(string text) =>
        text.Length is >= 9 and <= 30 && text[0] is 'C' or 'G' && text.Skip(1).All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));

    private static bool IsName(string text) =>
        text.Length is >= 2 and <= 81 && text[0] == '#' && text.Skip(1).All(letter => !char.IsUpper(letter) && !char.IsWhiteSpace(letter) && letter is not ('#' or '@' or ',' or '.'));
}
