namespace CustomerGapBot.Health;

/// <summary>How the bot is. <paramref name="Faults"/> makes it not ready; <paramref name="Warnings"/> do not. Ages are in seconds.</summary>
internal sealed record Report(
    IReadOnlyList<string> Faults,
    IReadOnlyList<string> Warnings,
    long WaitingIn,
    long SetAside,
    long WaitingOut,
    long Refused,
    long? OldestUnsentSeconds)
{
    public bool IsReady => Faults.Count == 0;
}
