namespace CustomerGapBot.Slack;

/// <summary>What is answered when no slice could.</summary>
internal static class SlackAnswers
{
    public static readonly Message Unknown = new(
        "I do not know this command. It is set in the Slack app but not in my settings: "
        + "ask an administrator of this bot to use the same name in both (`Slack:Commands`).", []);

    public static readonly Message Failed = new(
        "That did not work, and nothing was changed. Please try again; if it fails once more, tell an administrator of this bot.", []);

    public static readonly Message TooSlow = new(
        "That takes longer than I have for an answer. It may still happen: look whether it did before you try again.", []);
}
