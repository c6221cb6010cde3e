namespace Orleans.Configuration;

public class SiloMessagingOptions
{
    /// <summary>How long a caller waits for an answer. Default 30 s, as in Orleans.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

public class SiloOptions
{
    public string SiloName { get; set; } = "Silo";
}

public class ClusterOptions
{
    public string ClusterId { get; set; } = "default";

    public string ServiceId { get; set; } = "default";
}

public class AdoNetClusteringSiloOptions
{
    public string? ConnectionString { get; set; }

    public string Invariant { get; set; } = null!;
}

public class GrainCollectionOptions
{
    /// <summary>Idle time after which a grain is deactivated. Default 15 min, as in Orleans.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle grains are looked for. Default 1 min, as in Orleans.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);
}
