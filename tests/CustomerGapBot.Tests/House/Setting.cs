using System.Reflection;
using System.Text.RegularExpressions;
using CustomerGapBot.Settings;

namespace CustomerGapBot.Tests.House;

/// <summary>One setting as the options classes know it. <paramref name="Path"/> is as in the configuration; an element of a list stands at 0.</summary>
internal sealed record Setting(string Path, object? Default)
{
    public static IReadOnlyList<Setting> All { get; } = [.. Sections().SelectMany(section => Of(section.Name, section.Options))];

    /// <summary>Those without which the bot does not start: they have no default.</summary>
    public static IReadOnlyList<string> Required { get; } =
    [
        .. Sections().SelectMany(section => Faults(section.Options))
            .Select(fault => Regex.Match(fault, @"^(?<path>\S+) is missing").Groups["path"].Value)
            .Where(path => path.Length > 0),
    ];

    private static IEnumerable<(string Name, object Options)> Sections() =>
        from type in typeof(App).Assembly.GetTypes()
        where type.IsClass && type.IsAssignableTo(typeof(ISettings))
        select ((string)type.GetProperty(nameof(ISettings.Section), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!, WithOneElement(Activator.CreateInstance(type)!));

    private static IEnumerable<string> Faults(object options) => ((ISettings)options).Faults();

    private static object WithOneElement(object options)
    {
        if (ElementType(options.GetType()) is { } element) ((System.Collections.IList)options).Add(Activator.CreateInstance(element));
        return options;
    }

    private static IEnumerable<Setting> Of(string path, object options) => options is System.Collections.IList list
        ? Of($"{path}:0", list[0]!)
        : options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .SelectMany(property => IsNested(property.PropertyType)
                ? Of($"{path}:{property.Name}", property.GetValue(options)!)
                : [new Setting($"{path}:{property.Name}", property.GetValue(options))]);

    private static bool IsNested(Type type) => type.IsClass && type.Assembly == typeof(App).Assembly;

    private static Type? ElementType(Type type) =>
        type.BaseType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(List<>) ? list.GetGenericArguments()[0] : null;
}
