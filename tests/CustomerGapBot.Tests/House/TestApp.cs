using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace CustomerGapBot.Tests.House;

/// <summary>The whole program, put together from appsettings.example.json as a newcomer copies it, and not started.</summary>
internal static class TestApp
{
    public const string Example = "appsettings.example.json";

    public static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddJsonFile(Path.Combine(Checkout.Root, Example), optional: false);
        builder.Configuration.AddInMemoryCollection([new("Storage:ConnectionString", "Data Source=:memory:"), new("Slack:SigningSecret", "secret")]);
        return App.Build(builder);
    }
}
