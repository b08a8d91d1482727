using System.Text.Json;

namespace CustomerGapBot.Slack;

/// <summary>How far a call came.</summary>
internal enum SlackReach
{
    /// <summary>Slack answered in its own words: <c>ok</c>, or an error code.</summary>
    Answered,

    /// <summary>The call left, and nothing intelligible came back: it may or may not have been carried out.</summary>
    NoAnswer,

    /// <summary>The call never left this machine: certainly not carried out.</summary>
    NeverLeft,
}

/// <summary>
/// The end of one call of the Web API. <paramref name="Error"/> is Slack's code, null when all is well;
/// <paramref name="Why"/> says in words what else is known, without secrets and without what was sent.
/// </summary>
internal sealed record SlackResponse(
    SlackReach Reach, int Status = 0, string? Error = null, string Why = "", TimeSpan? RetryAfter = null, JsonElement Body = default)
{
    public bool Ok => Reach is SlackReach.Answered && Error is null;

    /// <summary>Where to go on reading, or null at the end. Slack says the end with an empty text.</summary>
    public string? NextCursor => Body.Object("response_metadata")?.Text("next_cursor") is [_, ..] cursor ? cursor : null;

    /// <summary>An answer that we know without asking, in Slack's words.</summary>
    public static SlackResponse Refused(string error, string why) => new(SlackReach.Answered, 200, error, why);

    public static SlackResponse NoAnswer(int status, string why) => new(SlackReach.NoAnswer, status, Why: why);

    public static SlackResponse NeverLeft(string why) => new(SlackReach.NeverLeft, Why: why);

    /// <summary>The list under this name, empty when there is none.</summary>
    public IEnumerable<JsonElement> List(string name) => Body.Array(name) is { } list ? list.EnumerateArray() : [];

    // The body is other people's words: it is not for logs.
    public override string ToString() => $"{Reach} {Status} {Error ?? "ok"} {Why}".TrimEnd();
}
