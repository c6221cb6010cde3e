using System.Reflection;

namespace Lth4Sa.Outside;

/// <summary>What the project file of the tests says of where things are.</summary>
internal static class BuildMetadata
{
    /// <summary>The value of the item AssemblyMetadata of this name.</summary>
    public static string Of(string key) =>
        typeof(BuildMetadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
