namespace CustomerGapBot.Delivery;

/// <summary>How an attempt to send a parcel ended, as judged by its service's own codes. There is no other end.</summary>
internal abstract record Outcome
{
    private Outcome() { }

    /// <summary>It is there. The receipt is what the service calls it (Slack: <c>channel/ts</c>; GitHub: the answer).</summary>
    public sealed record Delivered(string Receipt) : Outcome;

    /// <summary>It is not there, and may be sent again after a while, no earlier than the service asked.</summary>
    public sealed record TryLater(TimeSpan After, string Why, Hold Hold = Hold.Lane) : Outcome;

    /// <summary>It will never be taken as it is: set aside and told; its lane goes on.</summary>
    public sealed record Refused(string Why) : Outcome;

    /// <summary>The lane takes nothing now (archived, not a member): parked until it opens again.</summary>
    public sealed record Closed(string Why) : Outcome;

    /// <summary>The whole service takes nothing from us (bad token): everything for it waits.</summary>
    public sealed record Down(string Why) : Outcome;

    /// <summary>No answer came, or one after which it may or may not be there: look for its mark before sending again.</summary>
    public sealed record Unknown(string Why) : Outcome;

    /// <summary>What it edits or answers is no longer there.</summary>
    public sealed record Gone(string Why) : Outcome;
}

/// <summary>What a <see cref="Outcome.TryLater"/> holds back.</summary>
internal enum Hold
{
    /// <summary>The lane: a channel or a repository in trouble.</summary>
    Lane,

    /// <summary>The lane, which is over its pace; when a second lane is told so while the first still waits, the kind in all lanes.</summary>
    Pace,

    /// <summary>Every parcel of this kind for the service, in all lanes: a method over its limit.</summary>
    Kind,
}
