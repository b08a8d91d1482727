using CustomerGapBot.Settings;

namespace CustomerGapBot.Routing;

/// <summary>A further rule, <c>Routes:0</c> and so on.</summary>
internal sealed class RouteOptions : RelayOptions
{
    /// <summary><c>owner/name</c>.</summary>
    public string Repository { get; init; } = "";

    /// <summary>A channel id, or <c>#name</c>.</summary>
    public string Channel { get; init; } = "";
}

/// <summary>Section <c>Routes</c>: further rules, beside those that slices bring along.</summary>
internal sealed class RoutesOptions : List<RouteOptions>, ISettings
{
    public static string Section => "Routes";

    public IEnumerable<string> Faults() =>
        this.SelectMany((route, place) => route.Faults($"{Section}:{place}", route.Repository, route.Channel, $"{Section}:{place}"));
}
