namespace CustomerGapBot.Settings;

/// <summary>The faults of one section.</summary>
internal sealed record SettingsCheck(Func<IReadOnlyList<string>> Faults);

/// <summary>Binds sections, so that every fault of all of them can be told at once.</summary>
internal static class SettingsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Binds the section to a singleton. A name that it does not know, or a value that it cannot read, is a fault like any other.</summary>
        public void AddSettings<T>(IConfiguration configuration)
            where T : class, ISettings, new()
        {
            var section = configuration.GetSection(T.Section);
            string[] unreadable = [];
            T? settings = null;
            try
            {
                settings = section.Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new T();
            }
            catch (InvalidOperationException fault)
            {
                unreadable = [Unreadable(T.Section, fault)];
            }

            services.AddSingleton(settings ?? new T());
            services.AddSingleton(new SettingsCheck(() => [.. unreadable, .. settings?.Faults() ?? []]));
        }

        /// <summary>Everything that is wrong with the sections so far.</summary>
        public IReadOnlyList<string> Faults() =>
            [.. services.Select(service => service.ImplementationInstance).OfType<SettingsCheck>().SelectMany(check => check.Faults())];
    }

    /// <summary>The binder quotes the value that it cannot read; it might be a secret in the wrong place, so only the place is told.</summary>
    private static string Unreadable(string section, InvalidOperationException fault)
    {
        // Within a list the binder wraps what it has to say.
        if (fault.InnerException is InvalidOperationException inner) return Unreadable(section, inner);

        var names = fault.Message.Split('\'').Where((_, place) => place % 2 == 1).ToArray();
        return fault.Message.Contains("ErrorOnUnknownConfiguration", StringComparison.Ordinal)
            ? $"{section} has settings that do not exist: {string.Join(", ", names.Where(name => name != "ErrorOnUnknownConfiguration" && !name.Contains('.', StringComparison.Ordinal)))}. Compare them with appsettings.example.json."
            : $"{names.FirstOrDefault(name => name.StartsWith(section, StringComparison.Ordinal)) ?? section} cannot be read: compare it with appsettings.example.json.";
    }
}
