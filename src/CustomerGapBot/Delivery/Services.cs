namespace CustomerGapBot.Delivery;

/// <summary>The names of the services that parcels go to.</summary>
internal static class Services
{
    public const string Slack = "slack";
    public const string GitHub = "github";
}
