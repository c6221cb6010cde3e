namespace Lth4Sa.Contracts.Runs;

/// <summary>
/// Everything that decides a run. Two runs of equal specs end with the same chain. Names are those of the command
/// line and of the YAML file; what a null stands for is said with each option.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record RunSpec
{
    public const string DefaultDevice = "cpu";

    /// <summary>synthetic, cifar10 or cifar100. Default synthetic.</summary>
    [Id(0)] public string Dataset { get; init; } = "synthetic";

    /// <summary>Folder of the data set's binary files; synthetic needs none.</summary>
    [Id(1)] public string? Data { get; init; }

    /// <summary>Takes the first K classes; null takes all.</summary>
    [Id(2)] public int? Classes { get; init; }

    /// <summary>Held-out training images of each class; null is a fifth (100 on CIFAR-100, as the paper).</summary>
    [Id(3)] public int? ValidationPerClass { get; init; }

    /// <summary>resnetN, N = 9n + 2. Default resnet20.</summary>
    [Id(4)] public string Backbone { get; init; } = "resnet20";

    /// <summary>The attention module. Default se.</summary>
    [Id(5)] public string Module { get; init; } = "se";

    /// <summary>full (a module for each block) or share (one for each stage). Default full.</summary>
    [Id(6)] public string Sharing { get; init; } = "full";

    /// <summary>Probability of a connection in a training iteration of the supernet, in (0, 1]. Default 0.5.</summary>
    [Id(7)] public double Beta { get; init; } = 0.5;

    /// <summary>Search strategy: ean, enas, ga, random, hsp, exhaustive, darts, l1 or gm. Default ean.</summary>
    [Id(8)] public string Strategy { get; init; } = "ean";

    /// <summary>Seed of everything random. Default 0.</summary>
    [Id(9)] public long Seed { get; init; }

    /// <summary>Search steps T. Default 1000 (paper).</summary>
    [Id(10)] public int Steps { get; init; } = 1000;

    /// <summary>Epochs of the supernet; null is the paper's 150.</summary>
    [Id(11)] public int? Epochs { get; init; }

    /// <summary>Epochs of each network trained from scratch; null is the paper's 100 (164 for deep backbones).</summary>
    [Id(12)] public int? TrainEpochs { get; init; }

    /// <summary>Images of a training iteration. Default 128 (paper).</summary>
    [Id(13)] public int BatchSize { get; init; } = 128;

    /// <summary>Initial learning rate of all networks. Default 0.1 (paper).</summary>
    [Id(14)] public double LearningRate { get; init; } = 0.1;

    /// <summary>Forward passes of a time measurement. Default 1000 (Eq. 7).</summary>
    [Id(15)] public int Forwards { get; init; } = 1000;

    /// <summary>Schemes with the highest reward that are trained from scratch. Default 3 (paper); 0 ends the run with the search.</summary>
    [Id(16)] public int Candidates { get; init; } = 3;

    /// <summary>Schemes sampled in a step. Default 3 (reference); the paper has 1.</summary>
    [Id(17)] public int Samples { get; init; } = 3;

    /// <summary>Weight l1 of the sparsity. Default 2 (reference).</summary>
    [Id(18)] public double LambdaSparsity { get; init; } = 2;

    /// <summary>Weight l2 of the accuracy in percentage points. Default 1 (reference).</summary>
    [Id(19)] public double LambdaAccuracy { get; init; } = 1;

    /// <summary>Weight l3 of the curiosity bonus. Default 0.1; the reference has 1.</summary>
    [Id(20)] public double LambdaCuriosity { get; init; } = 0.1;

    /// <summary>sgd (paper) or adam (reference). Default adam.</summary>
    [Id(21)] public string ControllerOptimiser { get; init; } = "adam";

    /// <summary>Learning rate of the controller. Default 0.02; paper and reference have 0.05.</summary>
    [Id(22)] public double ControllerRate { get; init; } = 0.02;

    /// <summary>Temperature of the controller's sigmoid. Default 5 (reference).</summary>
    [Id(23)] public double Temperature { get; init; } = 5;

    /// <summary>Decay of the reward baseline, or off (Eq. 6 as printed). Default 0.9; the reference has 0.95.</summary>
    [Id(24)] public string Baseline { get; init; } = "0.9";

    /// <summary>Clip of the replayed probability ratios (reference), or off (Eq. 31 as printed). Default 0.1.</summary>
    [Id(25)] public string PpoClip { get; init; } = "0.1";

    /// <summary>First step that replays an entry. Default 10 (both).</summary>
    [Id(26)] public int PpoFrom { get; init; } = 10;

    /// <summary>Entries of the replay buffer. Default 30 (reference).</summary>
    [Id(27)] public int ReplayCapacity { get; init; } = 30;

    /// <summary>Learning rate of the curiosity predictor. Default 0.05 (reference).</summary>
    [Id(28)] public double CuriosityRate { get; init; } = 0.05;

    /// <summary>Search steps after which a run commits at the latest; it also does every ten seconds. Default 250.</summary>
    [Id(29)] public int CommitEvery { get; init; } = 250;

    /// <summary>Where networks run: cpu, cuda or cuda:N. Default cpu.</summary>
    [Id(30)] public string Device { get; init; } = DefaultDevice;

    /// <summary>CPU threads of an operator; 0 is all cores. Kept with the run, because results depend on it bit for bit.</summary>
    [Id(31)] public int Threads { get; init; }

    /// <summary>What knows the accuracy of schemes: supernet, or table: and the path of a CSV file. Default supernet.</summary>
    [Id(32)] public string Evaluator { get; init; } = "supernet";

    /// <summary>What to do about a scheme that a table lacks: error, or nearest, the row of the smallest Hamming distance. Default error.</summary>
    [Id(33)] public string Missing { get; init; } = "error";

    /// <summary>Unique evaluations that the search may ask for; null is as many as its steps take.</summary>
    [Id(34)] public int? Budget { get; init; }

    /// <summary>Seed of the data split, the supernet and the networks trained from scratch; null is the run's seed.</summary>
    [Id(35)] public long? SupernetSeed { get; init; }

    /// <summary>Whether advantages are divided by their moving deviation, which needs a baseline. Default true; neither paper nor reference does.</summary>
    [Id(36)] public bool Normalise { get; init; } = true;

    /// <summary>Weight of the entropy of each decision of the controller. Default 0.03; paper and reference have none.</summary>
    [Id(37)] public double Entropy { get; init; } = 0.03;

    /// <summary>Share of the modules of each stage that l1 and gm keep, in 0..1. Default 0.5.</summary>
    [Id(38)] public double Keep { get; init; } = 0.5;

    /// <summary>Schemes of a generation of ga. Default 30.</summary>
    [Id(39)] public int Population { get; init; } = 30;

    /// <summary>Learning rate of the LSTM controller of enas. Default 0.005.</summary>
    [Id(40)] public double EnasRate { get; init; } = 5e-3;

    /// <summary>Learning rate of the gates of darts. Default 0.02.</summary>
    [Id(41)] public double GateRate { get; init; } = 0.02;

    /// <summary>MiB of a device slot for the features of evaluations; null is 1024 on a CPU and 8192 on a GPU. Decides how many images are evaluated at a time.</summary>
    [Id(42)] public int? Memory { get; init; }

    /// <summary>The run id of the search that this one branches off; null for one that begins anew.</summary>
    [Id(43)] public string? ForkOf { get; init; }

    /// <summary>Steps that it has in common with that search, at least 1.</summary>
    [Id(44)] public long? ForkAt { get; init; }
}
