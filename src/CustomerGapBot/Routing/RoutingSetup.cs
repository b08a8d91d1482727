using CustomerGapBot.Settings;

namespace CustomerGapBot.Routing;

/// <summary>Adds the rules, and those that stand in the settings themselves.</summary>
internal static class RoutingSetup
{
    extension(IServiceCollection services)
    {
        public void AddRouting(IConfiguration configuration)
        {
            services.AddSettings<RoutesOptions>(configuration);
            services.AddSingleton(provider =>
            {
                var options = provider.GetRequiredService<RoutesOptions>();
                return new RouteSource(() => options.Select((route, place) => new Route($"{RoutesOptions.Section}:{place}", route.Repository, route.Channel, route)));
            });
            services.AddSingleton<Routes>();
        }
    }
}
