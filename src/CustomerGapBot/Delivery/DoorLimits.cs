using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerGapBot.Delivery;

/// <summary>How many may be inside a service's doors at once. Whoever comes when also the waiting room is full is asked to come again (503).</summary>
internal static class DoorLimits
{
    private const int Waiting = 2048;

    extension(IServiceCollection services)
    {
        public void AddDoorLimits() => services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            Add(limits, Services.Slack, inside: 64);

            // Each may hold 25 MiB.
            Add(limits, Services.GitHub, inside: 16);
        });
    }

    private static void Add(RateLimiterOptions limits, string service, int inside) => limits.AddConcurrencyLimiter(service, door =>
    {
        door.PermitLimit = inside;
        door.QueueLimit = Waiting;
        door.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
    });
}
