namespace Orleans;

public interface IGrainFactory
{
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;
}

public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}

public static class GrainExtensions
{
    public static string GetPrimaryKeyString(this Runtime.IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static long GetPrimaryKeyLong(this Runtime.IAddressable grain) =>
        long.Parse(grain.GetPrimaryKeyString(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    public static Runtime.GrainId GetGrainId(this Runtime.IAddressable grain) => grain switch
    {
        Grain activation => activation.GrainContext.GrainId,
        Runtime.GrainReference reference => reference.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
