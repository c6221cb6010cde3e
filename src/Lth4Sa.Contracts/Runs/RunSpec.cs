namespace Lth4Sa.Contracts.Runs;

/// <summary>
/// The options of a run. Two runs of equal specs end with the same chain. The names are those of the command line and of the
/// YAML file. The source of a default is named: the paper, the reference, which is the authors' code, or this product.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record RunSpec
{
    /// <summary>The default of <see cref="Device"/>.</summary>
    public const string DefaultDevice = "cpu";

    /// <summary>The data set: a name in the registry of data sets. Default synthetic.</summary>
    [Id(0)] public string Dataset { get; init; } = "synthetic";

    /// <summary>The folder of the data set's files; null for synthetic, which needs none. Default null.</summary>
    [Id(1)] public string? Data { get; init; }

    /// <summary>The number of classes to take, the first ones; at least 2. Default null, which takes all.</summary>
    [Id(2)] public int? Classes { get; init; }

    /// <summary>
    /// The number of held-out training images of each class; at least 1. Default null, which is a fifth (100 on CIFAR-100, as in the
    /// paper).
    /// </summary>
    [Id(3)] public int? ValidationPerClass { get; init; }

    /// <summary>The backbone: a name in the registry of backbones, or resnetN with N = 9n + 2 and n in 1..21. Default resnet20.</summary>
    [Id(4)] public string Backbone { get; init; } = "resnet20";

    /// <summary>The attention module: a name in the registry of attention modules. Default se (paper).</summary>
    [Id(5)] public string Module { get; init; } = "se";

    /// <summary>The sharing of modules: full, a module for each block, or share, one for each stage. Default full.</summary>
    [Id(6)] public string Sharing { get; init; } = "full";

    /// <summary>The probability of each connection in a training iteration of the supernet; in (0, 1]. Default 0.5.</summary>
    [Id(7)] public double Beta { get; init; } = 0.5;

    /// <summary>The search strategy: a name in the registry of strategies. Default ean (paper).</summary>
    [Id(8)] public string Strategy { get; init; } = "ean";

    /// <summary>The seed of everything random. Default 0.</summary>
    [Id(9)] public long Seed { get; init; }

    /// <summary>The number of search steps T; at least 1. Default 1000 (paper).</summary>
    [Id(10)] public int Steps { get; init; } = 1000;

    /// <summary>The number of epochs of the supernet; at least 1. Default null, which is 150 (paper), or 40 for resnet50.</summary>
    [Id(11)] public int? Epochs { get; init; }

    /// <summary>
    /// The number of epochs of each network trained from scratch; at least 1. Default null, which is 100 (paper), 164 for deep
    /// backbones and 120 for resnet50.
    /// </summary>
    [Id(12)] public int? TrainEpochs { get; init; }

    /// <summary>The number of images of a training iteration; at least 2. Default 128 (paper).</summary>
    [Id(13)] public int BatchSize { get; init; } = 128;

    /// <summary>The initial learning rate of all networks; above 0. Default 0.1 (paper).</summary>
    [Id(14)] public double LearningRate { get; init; } = 0.1;

    /// <summary>The number of forward passes of a time measurement (Eq. 7); at least 1. Default 1000 (paper).</summary>
    [Id(15)] public int Forwards { get; init; } = 1000;

    /// <summary>
    /// The number of schemes with the highest reward that are trained from scratch; 0 ends the run with the search. Default 3 (paper).
    /// </summary>
    [Id(16)] public int Candidates { get; init; } = 3;

    /// <summary>The number of schemes sampled in a step; at least 1. Default 3 (reference); the paper has 1.</summary>
    [Id(17)] public int Samples { get; init; } = 3;

    /// <summary>The reward weight l1 of the sparsity (Eq. 30); a finite number. Default 2 (reference).</summary>
    [Id(18)] public double LambdaSparsity { get; init; } = 2;

    /// <summary>The reward weight l2 of the accuracy (Eq. 30), per percentage point; a finite number. Default 1 (reference).</summary>
    [Id(19)] public double LambdaAccuracy { get; init; } = 1;

    /// <summary>The reward weight l3 of the curiosity bonus (Eq. 30); a finite number. Default 0.1; the reference has 1.</summary>
    [Id(20)] public double LambdaCuriosity { get; init; } = 0.1;

    /// <summary>The optimiser of the controller: sgd (paper) or adam (reference). Default adam.</summary>
    [Id(21)] public string ControllerOptimiser { get; init; } = "adam";

    /// <summary>The learning rate of the controller; above 0. Default 0.02; paper and reference have 0.05.</summary>
    [Id(22)] public double ControllerRate { get; init; } = 0.02;

    /// <summary>The temperature of the controller's sigmoid; above 0. Default 5 (reference).</summary>
    [Id(23)] public double Temperature { get; init; } = 5;

    /// <summary>The decay of the reward baseline; in [0, 1), or off (Eq. 6 as printed). Default 0.9; the reference has 0.95.</summary>
    [Id(24)] public string Baseline { get; init; } = "0.9";

    /// <summary>The clip of replayed probability ratios; above 0, or off (Eq. 31 as printed). Default 0.1 (reference).</summary>
    [Id(25)] public string PpoClip { get; init; } = "0.1";

    /// <summary>The first step that replays an entry; at least 1. Default 10 (paper and reference).</summary>
    [Id(26)] public int PpoFrom { get; init; } = 10;

    /// <summary>The number of entries of the replay buffer; at least 1. Default 30 (reference).</summary>
    [Id(27)] public int ReplayCapacity { get; init; } = 30;

    /// <summary>The learning rate of the curiosity predictor; above 0. Default 0.05 (reference).</summary>
    [Id(28)] public double CuriosityRate { get; init; } = 0.05;

    /// <summary>
    /// The largest number of search steps between commits; at least 1. A run also commits every ten seconds. Default 250.
    /// </summary>
    [Id(29)] public int CommitEvery { get; init; } = 250;

    /// <summary>The device that networks run on: cpu, cuda or cuda:N. Default cpu.</summary>
    [Id(30)] public string Device { get; init; } = DefaultDevice;

    /// <summary>
    /// The number of CPU threads of an operator; 0 is all cores. It belongs to the run, because results depend on it bit for bit.
    /// Default 0.
    /// </summary>
    [Id(31)] public int Threads { get; init; }

    /// <summary>The source of the accuracies of schemes: supernet, or table: and the path of a CSV file. Default supernet.</summary>
    [Id(32)] public string Evaluator { get; init; } = "supernet";

    /// <summary>
    /// The treatment of a scheme that a table lacks: error, or nearest, which takes the row of the smallest Hamming distance. Default
    /// error.
    /// </summary>
    [Id(33)] public string Missing { get; init; } = "error";

    /// <summary>
    /// The number of unique evaluations after which the search ends; at least 1. Default null, which is as many as the steps take.
    /// </summary>
    [Id(34)] public int? Budget { get; init; }

    /// <summary>
    /// The seed of the data split, the supernet and the networks trained from scratch. Default null, which is the run's seed.
    /// </summary>
    [Id(35)] public long? SupernetSeed { get; init; }

    /// <summary>
    /// True to divide advantages by their moving deviation, which needs a baseline. Default true; paper and reference do not divide.
    /// </summary>
    [Id(36)] public bool Normalise { get; init; } = true;

    /// <summary>The weight of the entropy of the controller's decisions; at least 0. Default 0.03; paper and reference have none.</summary>
    [Id(37)] public double Entropy { get; init; } = 0.03;

    /// <summary>The share of each stage's modules that l1 and gm keep; in [0, 1]. Default 0.5.</summary>
    [Id(38)] public double Keep { get; init; } = 0.5;

    /// <summary>The number of schemes of a generation of ga; at least 4. Default 30.</summary>
    [Id(39)] public int Population { get; init; } = 30;

    /// <summary>The learning rate of the LSTM controller of enas; above 0. Default 0.005.</summary>
    [Id(40)] public double EnasRate { get; init; } = 5e-3;

    /// <summary>The learning rate of the gates of darts; above 0. Default 0.02.</summary>
    [Id(41)] public double GateRate { get; init; } = 0.02;

    /// <summary>
    /// The memory of a device slot for the features of evaluations, in MiB; at least 1. It decides how many images are evaluated at a
    /// time. Default null, which is 1024 on a CPU and 8192 on a GPU.
    /// </summary>
    [Id(42)] public int? Memory { get; init; }

    /// <summary>The run id of the search that this one branches off; null for a search that begins anew. Default null.</summary>
    [Id(43)] public string? ForkOf { get; init; }

    /// <summary>The number of steps that the run shares with that search; at least 1 and less than the steps. Default null.</summary>
    [Id(44)] public long? ForkAt { get; init; }
}
