// What nearly every source of the worker includes. Compiled once in advance, which
// halves the time that the whole takes.
#pragma once

#include <FBS/notification.h>
#include <FBS/request.h>
#include <FBS/response.h>
#include <algorithm>
#include <ankerl/unordered_dense.h>
#include <array>
#include <chrono>
#include <cstdint>
#include <flatbuffers/flatbuffers.h>
#include <functional>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <uv.h>
#include <variant>
#include <vector>
