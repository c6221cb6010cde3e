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

    /// <summary>
    /// The number of search steps T; at least 1. Default null, which is 1000 (paper), or 300 on a supernet of resnet50 (paper). A search on
    /// a table has 1000, whatever the backbone.
    /// </summary>
    [Id(10)] public int? Steps { get; init; }

    /// <summary>The number of epochs of the supernet; at least 1. Default null, which is 150 (paper), or 40 for resnet50.</summary>
    [Id(11)] public int? Epochs { get; init; }

    /// <summary>
    /// The number of epochs of each network trained from scratch; at least 1. Default null, which is 100 (paper), 164 for deep
    /// backbones and 120 for resnet50.
    /// </summary>
    [Id(12)] public int? TrainEpochs { get; init; }

    /// <summary>
    /// The number of images of a training iteration; at least 2. Default null, which is 128 (paper), or 256 for resnet50 (reference).
    /// </summary>
    [Id(13)] public int? BatchSize { get; init; }

    /// <summary>The initial learning rate of all networks; above 0. Default 0.1 (paper).</summary>
    [Id(14)] public double LearningRate { get; init; } = 0.1;

    /// <summary>The number of forward passes of a time measurement (Eq. 7); at least 1. Default 1000 (paper).</summary>
    [Id(15)] public int Forwards { get; init; } = 1000;

    /// <summary>
    /// The number of schemes that are trained from scratch: those with the highest reward, of darts those with the lowest validation
    /// loss; 0 ends the run with the search. Default 3 (paper).
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

    /// <summary>The first step that replays an entry; at least 1. Default 10 (paper); the reference has 11.</summary>
    [Id(26)] public int PpoFrom { get; init; } = 10;

    /// <summary>The number of entries of the replay buffer; 1 to 100,000. Default 30 (reference).</summary>
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

    /// <summary>The share of the modules that l1 and gm keep; in [0, 1]. Default null, which is <see cref="Beta"/> (paper).</summary>
    [Id(38)] public double? Keep { get; init; }

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

    /// <summary>
    /// The images that networks are trained on from scratch: all, the held-out ones too (paper), or split, without them. Default all.
    /// </summary>
    [Id(45)] public string TrainOn { get; init; } = "all";

    /// <summary>The momentum of SGD of all networks; in [0, 1). Default 0.9 (paper).</summary>
    [Id(46)] public double Momentum { get; init; } = 0.9;

    /// <summary>The weight decay of all networks; at least 0. Default 1e-4 (paper).</summary>
    [Id(47)] public double WeightDecay { get; init; } = 1e-4;

    /// <summary>
    /// The learning rate over the epochs of a network that is trained from scratch: constant, cosine, step: and the shares of the epochs
    /// after which the rate is divided by 10, or auto, which is the paper's for the backbone. A bare step has the shares of auto where that
    /// is a step schedule too (resnet50 and backbones of more than 56 layers), else 0.5 and 0.75. Default auto.
    /// </summary>
    [Id(48)] public string Schedule { get; init; } = "auto";

    /// <summary>
    /// The learning rate over the epochs of the supernet, in the same words. Auto is step:0.5,0.75 (paper) for CIFAR, and constant
    /// (reference) for resnet50; a bare step is step:0.5,0.75 for all. Default auto.
    /// </summary>
    [Id(49)] public string SupernetSchedule { get; init; } = "auto";

    /// <summary>
    /// What the modules that a scheme leaves out do in an iteration of the supernet: decay, weight decay and momentum go on for them
    /// (reference), or freeze, they stay as they are. Default decay.
    /// </summary>
    [Id(50)] public string UnusedModules { get; init; } = "decay";

    /// <summary>
    /// How the schemes of the supernet's iterations are drawn: bernoulli, each block on with probability <see cref="Beta"/> (paper),
    /// fair or sandwich. Default bernoulli.
    /// </summary>
    [Id(51)] public string Sampling { get; init; } = "bernoulli";

    /// <summary>
    /// The number of training images from which the batch-norm statistics of each scheme are computed anew before it is evaluated; 0 keeps
    /// those of the supernet (paper and reference). Default 0.
    /// </summary>
    [Id(52)] public int Recalibrate { get; init; }

    /// <summary>Which modules l1 and gm compare: those of all stages (paper), or those of a stage. Default all.</summary>
    [Id(53)] public string Ranking { get; init; } = "all";

    /// <summary>The momentum of the controller's SGD; in [0, 1). Default 0.9 (paper). Adam ignores it.</summary>
    [Id(54)] public double ControllerMomentum { get; init; } = 0.9;

    /// <summary>The width of the controller's input, a zero vector; 1 to 4096. Default 20 (paper and reference).</summary>
    [Id(55)] public int ControllerInputs { get; init; } = 20;

    /// <summary>The width of the controller's hidden layer; 1 to 4096. Default 50 (paper and reference).</summary>
    [Id(56)] public int ControllerWidth { get; init; } = 50;

    /// <summary>
    /// The logits of the controller for each block: 1, with a sigmoid, or 2, with a softmax (reference). The two are the same family of
    /// functions, but not the same steps of an optimiser. Default 1.
    /// </summary>
    [Id(57)] public int ControllerLogits { get; init; } = 1;

    /// <summary>The width of the hidden layers of the curiosity networks; 1 to 4096. Default 32 (reference).</summary>
    [Id(58)] public int CuriosityWidth { get; init; } = 32;

    /// <summary>The outputs of the curiosity networks for each block; 1 to 64. Default 4 (reference).</summary>
    [Id(59)] public int CuriosityOutputs { get; init; } = 4;

    /// <summary>
    /// The curiosity bonus: scheme, of each scheme for itself (paper), or step, one number for all schemes of a step, the sum of theirs
    /// (reference). Default scheme.
    /// </summary>
    [Id(60)] public string Bonus { get; init; } = "scheme";

    /// <summary>An entry of the replay buffer: scheme, one scheme, or step, all schemes of a step (reference). Default scheme.</summary>
    [Id(61)] public string ReplayEntry { get; init; } = "scheme";

    /// <summary>True to store rewards with their curiosity bonus (paper); the reference stores them without. Default true.</summary>
    [Id(62)] public bool ReplayBonus { get; init; } = true;

    /// <summary>True if a step may replay the entry that it has just added (reference). Default false.</summary>
    [Id(63)] public bool ReplayCurrent { get; init; }

    /// <summary>
    /// Where the minimum of PPO's clipped objective is taken: block, for each block by itself, or sum, once over the sums of all blocks and
    /// schemes (reference). Default block. Without a clip there is no minimum.
    /// </summary>
    [Id(64)] public string PpoObjective { get; init; } = "block";

    /// <summary>The factor of the clipped replay objective; above 0. Default 0.1 (reference). Without a clip it is not applied.</summary>
    [Id(65)] public double ReplayScale { get; init; } = 0.1;

    /// <summary>The width of the LSTM of enas; 1 to 2048. Default 64; ENAS has 100.</summary>
    [Id(66)] public int EnasWidth { get; init; } = 64;

    /// <summary>The temperature that divides the outputs of the LSTM of enas; above 0. Default 5 (ENAS).</summary>
    [Id(67)] public double EnasTemperature { get; init; } = 5;

    /// <summary>The constant that bounds the logits of enas; above 0. Default 2.5 (ENAS).</summary>
    [Id(68)] public double EnasTanh { get; init; } = 2.5;

    /// <summary>The decay of the reward baseline of enas; in [0, 1). Default 0.9; ENAS has 0.99.</summary>
    [Id(69)] public double EnasBaseline { get; init; } = 0.9;

    /// <summary>The weight of the entropy of the decisions of enas; at least 0. Default 0.5; ENAS has 1e-4.</summary>
    [Id(70)] public double EnasEntropy { get; init; } = 0.5;

    /// <summary>The weight decay of the gates of darts; at least 0. Default 1e-3 (DARTS).</summary>
    [Id(71)] public double GateDecay { get; init; } = 1e-3;

    /// <summary>The decay of the first moment of the Adam of the gates of darts; in [0, 1). Default 0.5 (DARTS).</summary>
    [Id(72)] public double GateBeta1 { get; init; } = 0.5;

    /// <summary>The decay of the second moment of the Adam of the gates of darts; in [0, 1). Default 0.999 (DARTS).</summary>
    [Id(73)] public double GateBeta2 { get; init; } = 0.999;

    /// <summary>
    /// The schemes that the strategy list tries, by commas, each with a digit, 0 or 1, for each block. Default null; only list needs them.
    /// </summary>
    [Id(74)] public string? Schemes { get; init; }

    /// <summary>
    /// The random variation of training images: none, flip, crop-flip or resized-crop-flip, or auto, which is the paper's for CIFAR (flip
    /// for shallow backbones, crop-flip for deep ones) and resized-crop-flip (reference) for resnet50. Default auto.
    /// </summary>
    [Id(75)] public string Augmentation { get; init; } = "auto";
}
