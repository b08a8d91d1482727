using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerGapBot.Health;

/// <summary>What an orchestrator asks: is it alive, is it ready, and if not, why.</summary>
internal static class HealthEndpoints
{
    extension(IServiceCollection services)
    {
        public void AddHealth() => services.AddSingleton<Examination>();
    }

    extension(IEndpointRouteBuilder app)
    {
        public void MapHealth()
        {
            app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" }));
            app.MapGet("/health/ready", ReadyAsync);
        }
    }

    private static async Task<JsonHttpResult<Report>> ReadyAsync(Examination examination, CancellationToken ct)
    {
        var report = await examination.LookAsync(ct);
        return TypedResults.Json(report, statusCode: report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
