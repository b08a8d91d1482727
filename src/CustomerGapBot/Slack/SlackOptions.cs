using System.Text.RegularExpressions;
using CustomerGapBot.Settings;

namespace CustomerGapBot.Slack;

/// <summary>The settings under <c>Slack</c>.</summary>
internal sealed partial class SlackOptions : ISettings
{
    public static string Section => "Slack";

    public string BotToken { get; init => field = (value ?? "").Trim(); } = "";

    /// <summary>Empty: the three Slack doors are not there.</summary>
    public string SigningSecret { get; init => field = (value ?? "").Trim(); } = "";

    /// <summary>Always ends with a slash, so that a method's name can be put behind it.</summary>
    public string ApiUrl { get; init => field = $"{(value ?? "").Trim().TrimEnd('/')}/"; } = "https://slack.com/api/";

    public SlackCommandNames Commands { get; init; } = new();

    /// <summary>What is wrong with the settings, a sentence each with its mend, and never a secret in it.</summary>
    public IEnumerable<string> Faults()
    {
        if (TokenFault() is { } token) yield return token;
        if (SecretFault() is { } secret) yield return secret;

        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http") || api.Query is not "" || api.UserInfo is not "")
            yield return "Slack:ApiUrl is not a web address: leave it out for https://slack.com/api/, or write one that begins with https://.";

        if (!CommandName().IsMatch(Commands.Gap))
            yield return "Slack:Commands:Gap is not the name of a slash command: "
                + "write a slash and at most 31 lower-case letters, digits or hyphens, as in /gap, and use the same name in your Slack app.";
    }

    private string? TokenFault() => BotToken switch
    {
        "" => "Slack:BotToken is missing: copy the Bot User OAuth Token (xoxb-…) from *OAuth & Permissions* of your Slack app.",
        _ when BotToken.StartsWith("xapp-", StringComparison.Ordinal) =>
            "Slack:BotToken holds an app-level token (xapp-…): copy the Bot User OAuth Token (xoxb-…) from *OAuth & Permissions* of your Slack app.",
        _ when BotToken.StartsWith("xoxp-", StringComparison.Ordinal) =>
            "Slack:BotToken holds a person's token (xoxp-…): copy the Bot User OAuth Token (xoxb-…) from *OAuth & Permissions* of your Slack app.",
        _ when !BotTokenShape().IsMatch(BotToken) =>
            "Slack:BotToken is not a bot token: copy the Bot User OAuth Token (it begins with xoxb-) from *OAuth & Permissions* of your Slack app.",
        _ => null,
    };

    private string? SecretFault() =>
        TokenPrefix().IsMatch(SigningSecret)
            ? "Slack:SigningSecret holds a token: copy the Signing Secret (no prefix) from *Basic Information* of your Slack app."
            : null;

    [GeneratedRegex(@"\Axoxb-[\x21-\x7e]+\z")]
    private static partial Regex BotTokenShape();

    [GeneratedRegex(@"\A(xox[a-z]|xapp|xwfp)[-.]")]
    private static partial Regex TokenPrefix();

    [GeneratedRegex(@"\A/[a-z0-9_-]{1,31}\z")]
    private static partial Regex CommandName();
}

/// <summary>The slash commands, as they are named in the Slack app.</summary>
internal sealed class SlackCommandNames
{
    public string Gap { get; init => field = (value ?? "").Trim(); } = "/gap";
}
