namespace CustomerGapBot.Delivery;

/// <summary>
/// One parcel in hand. <paramref name="Attempt"/> fences it: what an attempt learns counts only while no later one has begun.
/// <paramref name="Look"/>: an earlier attempt may have succeeded, so its mark is looked for before anything is sent again.
/// <paramref name="Delivery"/> is the delivery that caused it.
/// </summary>
internal sealed record Claim(string Service, Sending Sending, long Attempt, bool Look, string? Delivery);
