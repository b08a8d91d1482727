using CustomerGapBot.Product;

namespace CustomerGapBot.IssueRelay;

/// <summary>
/// Why an issue is looked at. <paramref name="Action"/> is GitHub's event and action. <paramref name="IsNews"/>: it happened after the relay began,
/// so it may bring something new into a channel. <paramref name="Comment"/>: the comment that is new, if one is.
/// </summary>
internal sealed record Occasion(string Action, bool IsNews, Comment? Comment = null);
