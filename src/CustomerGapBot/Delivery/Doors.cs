using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerGapBot.Delivery;

/// <summary>How many may be inside the doors at once. Whoever comes when also the waiting room is full is asked to come again (503).</summary>
internal static class Doors
{
    /// <summary>The rate limit that every door requires.</summary>
    public const string Policy = "doors";

    private const int Inside = 64;
    private const int Waiting = 2048;

    extension(IServiceCollection services)
    {
        public void AddDoors() => services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limits.AddConcurrencyLimiter(Policy, door =>
            {
                door.PermitLimit = Inside;
                door.QueueLimit = Waiting;
                door.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
            });
        });
    }
}
